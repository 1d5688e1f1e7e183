import { addDesk, addTask, reject, ringing, ringOf, statusOf } from '../desk.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const declinedDirectTask: Question = {
  name: 'declinedDirectTask',
  fact: 'TR-28',
  assumed: 'canceled',
  ask: async (bench) => {
    const { workflowSid, worker } = await addDesk(bench)
    const sid = await addTask(bench, workflowSid, { routingTarget: worker.sid })
    await reject(bench, await ringing(bench, sid))
    const outcome = await happens(bench, async () => {
      if ((await statusOf(bench, sid)) === 'canceled') return 'canceled'
      return (await ringOf(bench, sid)) === undefined ? undefined : 'rung-again'
    })
    const how = 'The worker whom a task named as its RoutingTarget rejected it:'
    if (outcome === undefined) throw new Unanswerable(`${how} it was neither canceled nor rang again.`)
    return { value: outcome, how: `${how} it ${outcome === 'canceled' ? 'was canceled' : 'rang there again'}.` }
  },
}

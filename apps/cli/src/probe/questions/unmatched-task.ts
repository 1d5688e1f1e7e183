import { addQueue, addTask, addWorkflow, statusOf } from '../desk.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const unmatchedTask: Question = {
  name: 'unmatchedTask',
  fact: 'TR-23',
  assumed: 'canceled',
  ask: async (bench) => {
    const queue = await addQueue(bench, 'nobody')
    const filters = [{ expression: 'probe == "matched"', targets: [{ queue }] }]
    const workflowSid = await addWorkflow(bench, { filters })
    const sid = await addTask(bench, workflowSid, { attributes: { probe: 'unmatched' } })
    const other = await happens(bench, async () => {
      const status = await statusOf(bench, sid)
      return status === 'pending' ? undefined : status
    })
    if (other !== undefined && other !== 'canceled')
      throw new Unanswerable(`A task that no filter matches is ${other}.`)
    return other === undefined
      ? { value: 'pending', how: 'A task that no filter of its workflow matched stayed pending.' }
      : { value: 'canceled', how: 'A task that no filter of its workflow matched was canceled.' }
  },
}

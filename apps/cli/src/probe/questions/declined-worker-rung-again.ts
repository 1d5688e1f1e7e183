import { addDesk, addTask, reject, ringing, rings, statusOf } from '../desk.ts'
import type { Question } from '../question.ts'
import { Unanswerable } from '../unanswerable.ts'

export const declinedWorkerRungAgain: Question = {
  name: 'declinedWorkerRungAgain',
  fact: 'TR-24',
  assumed: true,
  ask: async (bench) => {
    const { workflowSid } = await addDesk(bench)
    const sid = await addTask(bench, workflowSid)
    await reject(bench, await ringing(bench, sid))
    const how = 'The only worker of a queue rejected a task:'
    if (await rings(bench, sid)) return { value: true, how: `${how} it rang there again.` }
    const status = await statusOf(bench, sid)
    if (status !== 'pending') throw new Unanswerable(`${how} it is ${status}.`)
    return { value: false, how: `${how} it stayed pending, and did not ring again.` }
  },
}

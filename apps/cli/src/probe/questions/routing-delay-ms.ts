import { addDesk, addTask, ringOf } from '../desk.ts'
import type { Question } from '../question.ts'
import { lagUntil } from '../seen.ts'

export const routingDelayMs: Question = {
  name: 'routingDelayMs',
  fact: 'TR-21',
  assumed: 20,
  ask: async (bench) => {
    const { workflowSid } = await addDesk(bench)
    const sid = await addTask(bench, workflowSid)
    const value = await lagUntil(bench, 'a new task rings', () => ringOf(bench, sid))
    return { value, how: `A new task rang at a free worker ${value} ms after the answer that made it.` }
  },
}

import { addQueue, addTask, addWorkflow } from '../desk.ts'
import type { Question } from '../question.ts'
import { expected } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const mixedTypes: Question = {
  name: 'mixedTypes',
  fact: 'TR-34',
  assumed: 'differ',
  ask: async (bench) => {
    const equal = await addQueue(bench, 'equal')
    const different = await addQueue(bench, 'different')
    const workflowSid = await addWorkflow(bench, {
      filters: [{ expression: "number == '5'", targets: [{ queue: equal }] }],
      default_filter: { queue: different },
    })
    const sid = await addTask(bench, workflowSid, { attributes: { number: 5 } })
    const queueSid = await expected(bench, 'a new task is in a queue', async () => {
      const { taskQueueSid } = await bench.workspace.tasks(sid).fetch()
      return taskQueueSid ?? undefined
    })
    if (queueSid !== equal && queueSid !== different)
      throw new Unanswerable('A task went to a queue of another workflow.')
    return queueSid === equal
      ? { value: 'converted', how: "A filter number == '5' took a task whose number is 5." }
      : { value: 'differ', how: "A filter number == '5' let a task by whose number is 5." }
  },
}

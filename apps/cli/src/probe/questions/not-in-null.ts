import { addQueue, addTask, addWorker, addWorkflow, ringing, rings } from '../desk.ts'
import type { Question } from '../question.ts'

export const notInNull: Question = {
  name: 'notInNull',
  fact: 'TR-32',
  assumed: 'false',
  ask: async (bench) => {
    const queue = await addQueue(bench)
    // Room for both tasks, so that the first one is not what keeps the second from ringing.
    await addWorker(bench, 'agent', 2)
    const targets = [{ queue, expression: 'worker.sid NOT IN task.others' }]
    const workflowSid = await addWorkflow(bench, { filters: [{ expression: '1 == 1', targets }] })
    await ringing(bench, await addTask(bench, workflowSid, { attributes: { others: ['nobody'] } }))
    const isTrue = await rings(bench, await addTask(bench, workflowSid))
    return {
      value: isTrue ? 'true' : 'false',
      how:
        'A target asked for workers who are NOT IN a list of the task: ' +
        `a task with such a list rang, one without ${isTrue ? 'did so too' : 'did not'}.`,
    }
  },
}

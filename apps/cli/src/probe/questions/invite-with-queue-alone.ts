import { addWaitingChat, invite } from '../chat.ts'
import { addQueue, addWorker, addWorkflow, ringing } from '../desk.ts'
import type { Question } from '../question.ts'

export const inviteWithQueueAlone: Question = {
  name: 'inviteWithQueueAlone',
  fact: 'IN-8',
  assumed: 'queue',
  ask: async (bench) => {
    const chat = await addWaitingChat(bench)
    const named = await addQueue(bench, 'named')
    const workflowSid = await addWorkflow(bench, { default_filter: { queue: await addQueue(bench, 'workflow') } })
    const inNamed = await addWorker(bench, 'named')
    await addWorker(bench, 'workflow')
    const { taskSid } = await invite(bench, chat, { workflowSid, queueSid: named })
    const { workerSid } = await ringing(bench, taskSid)
    const how = 'An invite named a queue, and a workflow that leads to another one:'
    return workerSid === inNamed.sid
      ? { value: 'queue', how: `${how} it rang in the queue that it named.` }
      : { value: 'workflow', how: `${how} it rang where the workflow leads.` }
  },
}

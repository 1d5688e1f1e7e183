import { addWaitingChat, invite } from '../chat.ts'
import { addAcceptedTask, addDesk, ringing, rings } from '../desk.ts'
import type { Question } from '../question.ts'

export const directInviteIgnoresCapacity: Question = {
  name: 'directInviteIgnoresCapacity',
  fact: 'IN-8',
  assumed: true,
  ask: async (bench) => {
    const chat = await addWaitingChat(bench)
    const { worker, workflowSid, queueSid } = await addDesk(bench)
    const busyWith = await addAcceptedTask(bench, workflowSid)
    const { taskSid } = await invite(bench, chat, { workflowSid, queueSid, workerSid: worker.sid })
    const how = 'A worker with room for one task had one, and was invited by name:'
    if (await rings(bench, taskSid)) return { value: true, how: `${how} it rang.` }
    // That it rings as soon as there is room shows that nothing else kept it from ringing.
    await bench.workspace.tasks(busyWith).update({ assignmentStatus: 'completed' })
    await ringing(bench, taskSid)
    return { value: false, how: `${how} it rang when the task was completed, and not before.` }
  },
}

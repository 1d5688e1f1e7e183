import { addAnsweredChat, agentOf } from '../chat.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'

export const completedTaskLeavesChannel: Question = {
  name: 'completedTaskLeavesChannel',
  fact: 'IN-26',
  assumed: false,
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench)
    await bench.workspace.tasks(chat.taskSid).update({ assignmentStatus: 'completed' })
    const hasLeft = await happens(bench, async () => {
      return (await agentOf(bench, chat, chat.taskSid)) === undefined ? true : undefined
    })
    return {
      value: hasLeft === true,
      how: `An agent’s task was completed through TaskRouter: the agent ${hasLeft === true ? 'left' : 'stayed in'} the channel.`,
    }
  },
}

import { addChat, agentOf } from '../chat.ts'
import { accept, addDesk, ringing } from '../desk.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'

export const taskrouterAcceptJoinsChannel: Question = {
  name: 'taskrouterAcceptJoinsChannel',
  fact: 'IN-28',
  assumed: true,
  ask: async (bench) => {
    const { workflowSid } = await addDesk(bench)
    const chat = await addChat(bench, workflowSid)
    await accept(bench, await ringing(bench, chat.taskSid))
    const agent = await happens(bench, () => agentOf(bench, chat, chat.taskSid))
    return {
      value: agent !== undefined,
      how: `A reservation was accepted through TaskRouter: its worker was ${agent === undefined ? 'not ' : ''}in the channel.`,
    }
  },
}

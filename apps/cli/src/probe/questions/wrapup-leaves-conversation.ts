import { addAnsweredChat, channelOf, identitiesIn } from '../chat.ts'
import type { Question } from '../question.ts'
import { expected, happens } from '../seen.ts'

export const wrapupLeavesConversation: Question = {
  name: 'wrapupLeavesConversation',
  fact: 'IN-27',
  assumed: true,
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench)
    const isMember = async (): Promise<boolean> => (await identitiesIn(bench, chat)).includes(chat.worker.identity)
    await expected(bench, 'the agent is in the conversation', async () => ((await isMember()) ? true : undefined))
    await channelOf(bench, chat).participants(chat.participantSid).update({ status: 'wrapup' })
    const hasLeft = await happens(bench, async () => ((await isMember()) ? undefined : true))
    return {
      value: hasLeft === true,
      how: `An agent was set to wrapup, and ${hasLeft === true ? 'left' : 'stayed in'} the conversation.`,
    }
  },
}

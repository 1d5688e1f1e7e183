import { addAnsweredChat, closeChannel } from '../chat.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'

export const channelCloseClosesConversation: Question = {
  name: 'channelCloseClosesConversation',
  fact: 'IN-40',
  assumed: true,
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench)
    await closeChannel(bench, chat)
    const isClosed = await happens(bench, async () => {
      const { state } = await bench.client.conversations.v1.conversations(chat.conversationSid).fetch()
      return state === 'closed' ? true : undefined
    })
    return {
      value: isClosed === true,
      how: `A channel was closed: its conversation ${isClosed === true ? 'was closed too' : 'stayed open'}.`,
    }
  },
}

import { addWaitingChat, participantsOf } from '../chat.ts'
import { CUSTOMER_IDENTITY } from '../own-name.ts'
import type { Question } from '../question.ts'
import { expected, happens } from '../seen.ts'

export const removedParticipantLeavesChannel: Question = {
  name: 'removedParticipantLeavesChannel',
  fact: 'IN-37',
  assumed: false,
  ask: async (bench) => {
    const chat = await addWaitingChat(bench)
    const customer = async () => (await participantsOf(bench, chat)).find(({ type }) => type === 'customer')
    await expected(bench, 'the customer is in the channel', customer)
    const { participants } = bench.client.conversations.v1.conversations(chat.conversationSid)
    const member = await expected(bench, 'the customer is in the conversation', async () => {
      return (await participants.list()).find(({ identity }) => identity === CUSTOMER_IDENTITY)
    })
    await participants(member.sid).remove()
    const hasLeft = await happens(bench, async () => ((await customer()) === undefined ? true : undefined))
    return {
      value: hasLeft === true,
      how: `A customer was taken out of the conversation, and ${hasLeft === true ? 'left' : 'stayed in'} the channel.`,
    }
  },
}

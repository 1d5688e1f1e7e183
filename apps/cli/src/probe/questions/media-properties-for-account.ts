import { addWaitingChat, participantsOf } from '../chat.ts'
import type { Question } from '../question.ts'
import { expected, happens } from '../seen.ts'

export const mediaPropertiesForAccount: Question = {
  name: 'mediaPropertiesForAccount',
  fact: 'IN-31',
  assumed: true,
  ask: async (bench) => {
    const chat = await addWaitingChat(bench)
    const customer = async () => (await participantsOf(bench, chat)).find(({ type }) => type === 'customer')
    await expected(bench, 'the customer is in the list of participants', customer)
    // They may come later than the participant does (IN-32).
    const media = await happens(bench, async () => (await customer())?.media_properties ?? undefined)
    return {
      value: media !== undefined,
      how: `The account’s credentials saw a customer ${media === undefined ? 'without' : 'with'} media_properties.`,
    }
  },
}

import { addWaitingChat, channelOf, invite } from '../chat.ts'
import type { Question } from '../question.ts'
import { lagUntil } from '../seen.ts'

const SAMPLES = 3

export const interactionsReadLagMs: Question = {
  name: 'interactionsReadLagMs',
  fact: 'IN-17',
  assumed: 200,
  ask: async (bench) => {
    const chat = await addWaitingChat(bench)
    const lagsMs: number[] = []
    for (let sample = 0; sample < SAMPLES; sample++) {
      const made = await invite(bench, chat)
      const isListed = async (): Promise<true | undefined> => {
        const invites = await channelOf(bench, chat).invites.list()
        return invites.some(({ sid }) => sid === made.sid) ? true : undefined
      }
      lagsMs.push(await lagUntil(bench, 'a new invite is in the list of invites', isListed))
    }
    return {
      value: Math.max(...lagsMs),
      how: `New invites were in the list ${lagsMs.join(', ')} ms after the answers that made them.`,
    }
  },
}

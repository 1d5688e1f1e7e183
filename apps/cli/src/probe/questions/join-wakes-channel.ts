import { addAnsweredChat, channelOf, invite, joined } from '../chat.ts'
import { accept, ringing } from '../desk.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'

export const joinWakesChannel: Question = {
  name: 'joinWakesChannel',
  fact: 'IN-36',
  assumed: true,
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench)
    const channel = channelOf(bench, chat)
    await channel.update({ status: 'inactive', routing: { status: 'closed' } })
    const { taskSid } = await invite(bench, chat)
    await accept(bench, await ringing(bench, taskSid))
    await joined(bench, chat, taskSid)
    const wakes = await happens(bench, async () => ((await channel.fetch()).status === 'active' ? true : undefined))
    return {
      value: wakes === true,
      how: `An agent joined an inactive channel: it ${wakes === true ? 'became active' : 'stayed inactive'}.`,
    }
  },
}

import { addAnsweredChat, agentOf, identitiesIn, invite } from '../chat.ts'
import { accept, ringing } from '../desk.ts'
import type { Question } from '../question.ts'
import { happens } from '../seen.ts'
import { Unanswerable } from '../unanswerable.ts'

export const sameWorkerTwice: Question = {
  name: 'sameWorkerTwice',
  fact: 'IN-13',
  assumed: 'shares-conversation-participant',
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench, 2)
    const { taskSid } = await invite(bench, chat)
    await accept(bench, await ringing(bench, taskSid))
    const second = await happens(bench, () => agentOf(bench, chat, taskSid))
    const how = 'A worker who was in the channel accepted a second invite to it:'
    if (second === undefined) return { value: 'join-fails', how: `${how} no second participant came.` }
    const places = (await identitiesIn(bench, chat)).filter((identity) => identity === chat.worker.identity)
    if (places.length !== 1) throw new Unanswerable(`${how} the conversation has the worker ${places.length} times.`)
    return {
      value: 'shares-conversation-participant',
      how: `${how} a second participant came, with the same place in the conversation.`,
    }
  },
}

import { addAnsweredChat, channelOf, closeChannel } from '../chat.ts'
import type { Question } from '../question.ts'
import { refusedWith } from '../refused.ts'
import { Unanswerable } from '../unanswerable.ts'

export const closedTwice: Question = {
  name: 'closedTwice',
  fact: 'IN-23',
  assumed: 'refused',
  ask: async (bench) => {
    const chat = await addAnsweredChat(bench)
    const participant = channelOf(bench, chat).participants(chat.participantSid)
    await participant.update({ status: 'closed' })
    const again = await refusedWith(participant.update({ status: 'closed' }))
    await closeChannel(bench, chat)
    const channelAgain = await refusedWith(closeChannel(bench, chat))
    const answers = `a participant is ${answered(again)}, a channel ${answered(channelAgain)}`
    if ((again === undefined) !== (channelAgain === undefined)) {
      throw new Unanswerable(`The switch knows one answer for both; closed a second time, ${answers}.`)
    }
    return { value: again === undefined ? 'accepted' : 'refused', how: `Closed a second time, ${answers}.` }
  },
}

function answered(refusal: number | undefined): string {
  return refusal === undefined ? 'accepted' : `refused with ${refusal}`
}

import { randomUUID } from 'node:crypto'
import type { Scenario } from '../scenario.ts'
import { holds } from '../scenario.ts'
import { answered, areInside, invitesAre, isState, played, waiting } from './checks.ts'
import { aliceAndBobChat, aliceChats, toAgent } from './scene.ts'

export const sameRequestTwice: Scenario = {
  name: 'the same transfer is asked for twice, one after the other',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const words = { transferId: randomUUID() }
    const reply = await alice.transfer(chat, toAgent(bob), words)
    const again = await alice.transfer(chat, toAgent(bob), words)
    return played(reply, [
      answered('the first request', reply, { status: 200, result: 'done' }),
      holds('the second one gets the same answer', sameAnswers([reply.answer, again.answer]), [
        reply.answer,
        again.answer,
      ]),
      await waiting(stage, chat, 1),
      await areInside(stage, chat, []),
    ])
  },
}

export const fiveTimesAtOnce: Scenario = {
  name: 'the same transfer is asked for five times at once: one invite, five equal answers',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const words = { transferId: randomUUID() }
    const replies = await Promise.all(Array.from({ length: 5 }, () => alice.transfer(chat, toAgent(bob), words)))
    const [first] = replies
    if (first === undefined) throw new Error('Nobody asked.')
    const answers = replies.map(({ answer }) => answer)
    const openWhenAnswered = await waiting(stage, chat, 1)
    const bobsChat = await bob.accept()
    return played(first, [
      answered('the first one', first, { status: 200, result: 'done' }),
      holds('all five are answered the same', sameAnswers(answers), answers),
      openWhenAnswered,
      await areInside(stage, chat, [bob]),
      await invitesAre(stage, bob, bobsChat, 0),
    ])
  },
}

export const twoTransferAtOnce: Scenario = {
  name: 'two agents transfer the same conversation at once: one of them does',
  play: async (stage) => {
    const { alice, bob, carol, dave, chat, bobsChat } = await aliceAndBobChat(stage)
    const replies = await Promise.all([alice.transfer(chat, toAgent(carol)), bob.transfer(bobsChat, toAgent(dave))])
    const done = replies.findIndex(({ answer }) => answer.result === 'done')
    const refusals = replies.flatMap(({ answer }) => (answer.result === 'refused' ? [answer.code] : []))
    const [stays, comes] = done === 0 ? [bob, carol] : [alice, dave]
    const reply = replies[done] ?? replies[0]
    await comes.accept()
    return played(reply, [
      holds('one is done, one is refused', done >= 0 && refusals.length === 1, replies),
      holds('the other one is told why', ['busy', 'invite_outstanding'].includes(refusals[0] ?? ''), refusals),
      await areInside(stage, chat, [stays, comes]),
      await waiting(stage, chat, 0),
      await isState(stage, chat, 'active'),
    ])
  },
}

function sameAnswers(answers: readonly unknown[]): boolean {
  return new Set(answers.map((answer) => JSON.stringify(answer))).size === 1
}

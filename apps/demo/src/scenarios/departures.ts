import type { Agent, OpenChat, Reply } from '../people/agent.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { answered, areInside, isState, played, saysAll, waiting } from './checks.ts'
import { CLOSE_PARTICIPANT } from './routes.ts'
import { aliceAndBobChat, aliceChats, GREETING } from './scene.ts'

export const removeAnAgent: Scenario = {
  name: 'an agent is removed, and the conversation goes on',
  play: async (stage) => {
    const { alice, chat, bobsChat, customer } = await aliceAndBobChat(stage)
    const reply = await alice.remove(chat, bobsChat)
    await customer.write('Still there?')
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done', conversation: 'goesOn' }),
      await areInside(stage, chat, [alice]),
      await isState(stage, chat, 'active'),
      await saysAll(stage, chat, [GREETING, 'Still there?']),
    ])
  },
}

export const leaveTheOther: Scenario = {
  name: 'an agent leaves, and asks to leave once more',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceAndBobChat(stage)
    const reply = await alice.leave(chat)
    const again = await alice.leave(chat)
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done', conversation: 'goesOn' }),
      answered('Alice, the second time,', again, { status: 200, result: 'done', conversation: 'goesOn' }),
      await areInside(stage, chat, [bob]),
      await isState(stage, chat, 'active'),
    ])
  },
}

export const lastOneStays: Scenario = {
  name: 'the last agent cannot leave the customer alone',
  play: async (stage) => {
    const { alice, chat } = await aliceChats(stage)
    const reply = await alice.leave(chat)
    return played(reply, [
      answered('Alice', reply, { status: 409, result: 'refused', code: 'nobody_would_stay' }),
      await areInside(stage, chat, [alice]),
      await isState(stage, chat, 'active'),
    ])
  },
}

export const bothLeaveUnanswered: Scenario = {
  name: 'both leave at once while the customer waits for an answer: somebody else is asked',
  play: async (stage) => {
    const { alice, bob, carol, dave, chat, bobsChat, customer } = await aliceAndBobChat(stage)
    await dave.goTo('Offline')
    await alice.say(chat, 'One moment.')
    await customer.write('Is anybody there?')
    for (const agent of [alice, bob]) await agent.goTo('Offline')
    const [left, leftToo] = await leaveAtOnce(stage, [alice, chat], [bob, bobsChat])
    await carol.accept()
    const outcomes = [left, leftToo].map(({ answer }) =>
      answer.result === 'done' && 'conversation' in answer ? answer.conversation : '',
    )
    return played(left, [
      answered('Alice', left, { status: 200, result: 'done' }),
      answered('Bob', leftToo, { status: 200, result: 'done' }),
      { sentence: 'somebody was asked for', held: outcomes.includes('requeued'), found: outcomes },
      await areInside(stage, chat, [carol]),
      await waiting(stage, chat, 0),
      await isState(stage, chat, 'active'),
    ])
  },
}

export const bothLeaveAnswered: Scenario = {
  name: 'both leave at once after the last word: the conversation is closed',
  play: async (stage) => {
    const { alice, bob, chat, bobsChat } = await aliceAndBobChat(stage)
    await alice.say(chat, 'Your lamp arrives tomorrow. Goodbye.')
    const [left, leftToo] = await leaveAtOnce(stage, [alice, chat], [bob, bobsChat])
    return played(left, [
      answered('Alice', left, { status: 200, result: 'done' }),
      answered('Bob', leftToo, { status: 200, result: 'done' }),
      await isState(stage, chat, 'closed'),
      await waiting(stage, chat, 0),
    ])
  },
}

/** Long enough for both to have been decided before either has happened. */
const BOTH_UNDER_WAY_MS = 400

async function leaveAtOnce(
  stage: Stage,
  [one, onesChat]: readonly [Agent, OpenChat],
  [other, othersChat]: readonly [Agent, OpenChat],
): Promise<[Reply, Reply]> {
  const delay = { kind: 'delay', delayMs: BOTH_UNDER_WAY_MS, route: CLOSE_PARTICIPANT, times: 2 }
  await stage.control('POST', 'faults', delay)
  return Promise.all([one.leave(onesChat), other.leave(othersChat)])
}

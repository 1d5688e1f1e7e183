import type { Scenario } from '../scenario.ts'
import { holds } from '../scenario.ts'
import { answered, areInside, isState, played, waiting } from './checks.ts'
import { aliceAndBobChat, aliceChats, toAgent, toQueue } from './scene.ts'

/** Longer than the transfer workflow waits for the agent who was named. */
const KNOWN_AGENT_GIVEN_UP_MS = 130_000

export const targetDeclines: Scenario = {
  name: 'the agent who was asked declines: the workflow goes on to others',
  play: async (stage) => {
    const { alice, bob, carol, dave, chat } = await aliceChats(stage)
    await dave.goTo('Offline')
    const reply = await alice.transfer(chat, toAgent(bob))
    await bob.decline()
    await bob.goTo('Offline')
    stage.letPass(KNOWN_AGENT_GIVEN_UP_MS)
    await carol.accept()
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done', state: 'waiting' }),
      await areInside(stage, chat, [carol]),
      await waiting(stage, chat, 0),
      await isState(stage, chat, 'active'),
    ])
  },
}

export const targetIgnores: Scenario = {
  name: 'the agent who was asked does not answer: the workflow goes on to others',
  play: async (stage) => {
    const { alice, bob, carol, dave, chat } = await aliceChats(stage)
    await dave.goTo('Offline')
    const reply = await alice.transfer(chat, toAgent(bob))
    await bob.rings()
    stage.letPass(KNOWN_AGENT_GIVEN_UP_MS)
    await carol.accept()
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done', state: 'waiting' }),
      await areInside(stage, chat, [carol]),
      await waiting(stage, chat, 0),
    ])
  },
}

export const targetInside: Scenario = {
  name: 'an agent who is inside already cannot be asked',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceAndBobChat(stage)
    const reply = await alice.transfer(chat, toAgent(bob))
    return played(reply, [
      answered('Alice', reply, { status: 409, result: 'refused', code: 'target_inside' }),
      await areInside(stage, chat, [alice, bob]),
      await waiting(stage, chat, 0),
    ])
  },
}

export const queueSkipsInsiders: Scenario = {
  name: 'cold transfer to a queue, in which agents inside are skipped',
  play: async (stage) => {
    const { alice, bob, carol, dave, chat } = await aliceChats(stage)
    await alice.invite(chat, toAgent(carol))
    await carol.accept()
    for (const agent of [bob, dave]) await agent.goTo('Offline')
    const reply = await alice.transfer(chat, toQueue(stage, 'Support'))
    const open = await waiting(stage, chat, 1)
    const rung = [await alice.isRung(), await carol.isRung()]
    await dave.goTo('Available')
    await dave.accept()
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done', state: 'waiting', remarks: [] }),
      open,
      holds('it rings neither at Carol, who is inside, nor at Alice, who sent it', !rung.includes(true), rung),
      await areInside(stage, chat, [carol, dave]),
    ])
  },
}

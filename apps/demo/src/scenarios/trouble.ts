import type { Scenario } from '../scenario.ts'
import { randomUUID } from 'node:crypto'
import { answered, areInside, isState, played, waiting } from './checks.ts'
import { CLOSE_PARTICIPANT, CREATE_INVITE } from './routes.ts'
import { aliceChats, toAgent } from './scene.ts'

export const closeFails: Scenario = {
  name: 'the invite is made and the release of the sender fails: the same request finishes it',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const words = { transferId: randomUUID() }
    await stage.control('POST', 'faults', { kind: 'status', status: 500, route: CLOSE_PARTICIPANT, times: 3 })
    const failed = await alice.transfer(chat, toAgent(bob), words)
    const open = await waiting(stage, chat, 1)
    await stage.control('DELETE', 'faults')
    const reply = await alice.transfer(chat, toAgent(bob), words)
    await bob.accept()
    return played(reply, [
      answered('Alice', failed, { result: 'failed', mayRepeat: true }),
      open,
      answered('Alice, when she asks again,', reply, { status: 200, result: 'done' }),
      await areInside(stage, chat, [bob]),
      await waiting(stage, chat, 0),
      await isState(stage, chat, 'active'),
    ])
  },
}

/** A failure that passes is not the agent's business. */
export function passingFailure(status: 429 | 503): Scenario {
  return {
    name: `Twilio answers ${status} once: the command is carried out all the same`,
    play: async (stage) => {
      const { alice, bob, chat } = await aliceChats(stage)
      const match = status === 429 ? {} : { route: { method: 'GET' } }
      await stage.control('POST', 'faults', { kind: 'status', status, times: 1, ...match })
      const reply = await alice.transfer(chat, toAgent(bob))
      await bob.accept()
      return played(reply, [
        answered('Alice', reply, { status: 200, result: 'done' }),
        await areInside(stage, chat, [bob]),
        await waiting(stage, chat, 0),
      ])
    },
  }
}

export const lostAnswer: Scenario = {
  name: 'the invite is made and its answer gets lost: it is found, and not made twice',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    await stage.control('POST', 'faults', { kind: 'disconnect', when: 'after', route: CREATE_INVITE, times: 1 })
    const reply = await alice.transfer(chat, toAgent(bob))
    const open = await waiting(stage, chat, 1)
    await bob.accept()
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done' }),
      open,
      await areInside(stage, chat, [bob]),
      await waiting(stage, chat, 0),
    ])
  },
}

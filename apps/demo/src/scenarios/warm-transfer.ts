import type { CustomerChannel } from '../people/customer.ts'
import type { Scenario } from '../scenario.ts'
import { answered, areInside, invitesAre, isState, played, saysAll } from './checks.ts'
import { aliceChats, GREETING, toAgent, toQueue } from './scene.ts'

/** Alice asks Bob in, both talk to the customer, and Alice leaves. */
export function warmTransfer(channel: CustomerChannel, channelName: string): Scenario {
  return {
    name: `warm: invite, join, the sender leaves, ${channelName}`,
    play: async (stage) => {
      const { alice, bob, customer, chat } = await aliceChats(stage, channel)
      const reply = await alice.invite(chat, toAgent(bob), { note: 'Knows about lamps?' })
      const bobsChat = await bob.accept()
      const both = await areInside(stage, chat, [alice, bob])
      await bob.say(bobsChat, 'Hello, Bob here.')
      const left = await alice.leave(chat)
      await customer.write('Goodbye Alice, hello Bob.')
      return played(reply, [
        answered('Alice, who invites,', reply, { status: 200, result: 'done', state: 'waiting' }),
        both,
        answered('Alice, who leaves,', left, { status: 200, result: 'done', conversation: 'goesOn' }),
        await areInside(stage, chat, [bob]),
        await isState(stage, chat, 'active'),
        await invitesAre(stage, bob, bobsChat, 0),
        await saysAll(stage, chat, [GREETING, 'Hello, Bob here.', 'Goodbye Alice, hello Bob.']),
      ])
    },
  }
}

export const twoInvitesAtOnce: Scenario = {
  name: 'two invites at once, to an agent and to a queue',
  play: async (stage) => {
    const { alice, bob, carol, dave, chat } = await aliceChats(stage)
    await dave.goTo('Offline')
    const [toBob, toSupport] = await Promise.all([
      alice.invite(chat, toAgent(bob)),
      alice.invite(chat, toQueue(stage, 'Support')),
    ])
    const listed = await invitesAre(stage, alice, chat, 2)
    await bob.accept()
    const carolsChat = await carol.accept()
    return played(toBob, [
      answered('the first invite', toBob, { status: 200, result: 'done' }),
      answered('the second invite', toSupport, { status: 200, result: 'done' }),
      listed,
      await areInside(stage, chat, [alice, bob, carol]),
      await invitesAre(stage, carol, carolsChat, 0),
    ])
  },
}

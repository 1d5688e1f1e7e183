import type { Reply } from '../people/agent.ts'
import type { Scenario } from '../scenario.ts'
import { answered, areInside, invitesAre, isState, played, waiting } from './checks.ts'
import { aliceChats, toAgent } from './scene.ts'

export const cancelAnInvite: Scenario = {
  name: 'an invite is canceled while it rings',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const invited = await alice.invite(chat, toAgent(bob))
    await bob.rings()
    const reply = await alice.cancelInvite(chat, inviteTaskSidOf(invited))
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done', state: 'canceled' }),
      await waiting(stage, chat, 0),
      await areInside(stage, chat, [alice]),
      await invitesAre(stage, alice, chat, 0),
      await isState(stage, chat, 'active'),
    ])
  },
}

export const cancelTooLate: Scenario = {
  name: 'an invite is canceled that was accepted just before',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const invited = await alice.invite(chat, toAgent(bob))
    const ring = await bob.rings()
    await bob.answer(ring, 'accept')
    const reply = await alice.cancelInvite(chat, inviteTaskSidOf(invited))
    const bobsChat = await bob.open(ring)
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done', state: 'accepted' }),
      await areInside(stage, chat, [alice, bob]),
      await invitesAre(stage, bob, bobsChat, 0),
    ])
  },
}

/** The invite that a command made. */
function inviteTaskSidOf({ answer }: Reply): string {
  if (answer.result === 'done' && answer.of === 'invite') return answer.inviteTaskSid
  throw new Error(`No invite was made: ${JSON.stringify(answer)}`)
}

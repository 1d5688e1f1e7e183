import { eventually } from '../eventually.ts'
import type { Scenario } from '../scenario.ts'
import { holds } from '../scenario.ts'
import {
  answered,
  areInside,
  invitesAre,
  isState,
  openInvites,
  played,
  readInvites,
  saysAll,
  waiting,
} from './checks.ts'
import { aliceAndBobChat, aliceChats, GREETING, toAgent, toQueue } from './scene.ts'

export const externalParticipants: Scenario = {
  name: 'a webchat with several external participants is handed over whole',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const { participants } = stage.twilio.conversations.v1.conversations(chat.conversationSid)
    for (const identity of ['interpreter', 'relative']) await participants.create({ identity })
    const reply = await alice.transfer(chat, toAgent(bob))
    await bob.accept()
    const members = (await participants.list()).map(({ identity }) => identity).sort()
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done' }),
      await areInside(stage, chat, [bob]),
      holds('the customer, the interpreter and the relative are all there', everybodyIs(members), members),
      await isState(stage, chat, 'active'),
    ])
  },
}

function everybodyIs(members: readonly string[]): boolean {
  return ['bob', 'guest-1', 'interpreter', 'relative'].every((identity) => members.includes(identity))
}

export const emailIsLeftAlone: Scenario = {
  name: 'an e-mail is refused, and nothing of it is touched',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage, 'email')
    const before = await readInvites(stage, chat.conversationSid)
    const reply = await alice.transfer(chat, toAgent(bob))
    const invited = await alice.invite(chat, toAgent(bob))
    const left = await alice.leave(chat)
    const refusal = { status: 409, result: 'refused', code: 'channel_type_unsupported' }
    return played(reply, [
      answered('Alice, who transfers,', reply, refusal),
      answered('Alice, who invites,', invited, refusal),
      answered('Alice, who leaves,', left, refusal),
      await areInside(stage, chat, [alice]),
      await waiting(stage, chat, 0),
      holds('its attributes are as they were', JSON.stringify(before) === '{}', before),
      await saysAll(stage, chat, [GREETING]),
    ])
  },
}

export const tooLarge: Scenario = {
  name: 'a note that does not fit is refused with the number of characters over',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const workspace = stage.twilio.taskrouter.v1.workspaces(stage.contactCenter.workspaceSid)
    const attributes = JSON.stringify({ ...chat.attributes, form: 'x'.repeat(2_600) })
    await workspace.tasks(chat.taskSid).update({ attributes })
    const reply = await alice.transfer(chat, toAgent(bob), { note: 'y'.repeat(1_000) })
    const over = reply.answer.result === 'refused' ? reply.answer.charactersOver : undefined
    const shortened = await alice.transfer(chat, toAgent(bob), { note: 'y'.repeat(Math.max(0, 1_000 - (over ?? 0))) })
    await bob.accept()
    return played(reply, [
      answered('Alice', reply, { status: 413, result: 'refused', code: 'attributes_too_large' }),
      holds('she is told by how many characters', over !== undefined && over > 0 && over < 1_000, over),
      answered('Alice, with a note that is shorter by as many,', shortened, { status: 200, result: 'done' }),
      await areInside(stage, chat, [bob]),
    ])
  },
}

export const customerLeaves: Scenario = {
  name: 'the customer leaves in the middle of a transfer',
  play: async (stage) => {
    const { alice, bob, carol, dave, chat, bobsChat } = await aliceAndBobChat(stage)
    for (const agent of [carol, dave]) await agent.goTo('Offline')
    const reply = await alice.transfer(chat, toQueue(stage, 'Support'))
    const { participants } = stage.twilio.conversations.v1.conversations(chat.conversationSid)
    await participants('guest-1').remove()
    const invite = await eventually('the invite is listed', async () => (await openInvites(stage, chat))[0])
    const canceled = await bob.cancelInvite(bobsChat, invite)
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done' }),
      answered('Bob, who calls nobody to an empty room,', canceled, { status: 200, result: 'done', state: 'canceled' }),
      await waiting(stage, chat, 0),
      await areInside(stage, chat, [bob]),
    ])
  },
}

export const foreignOverwrite: Scenario = {
  name: 'another program overwrites all attributes of the conversation, which heals',
  play: async (stage) => {
    const { alice, bob, chat } = await aliceChats(stage)
    const reply = await alice.invite(chat, toAgent(bob))
    const conversation = stage.twilio.conversations.v1.conversations(chat.conversationSid)
    await conversation.update({ attributes: JSON.stringify({ parkedBy: 'another program' }) })
    const healed = await invitesAre(stage, alice, chat, 1)
    const { attributes } = await conversation.fetch()
    return played(reply, [
      answered('Alice', reply, { status: 200, result: 'done' }),
      healed,
      holds('what the other program wrote is still there', attributes.includes('"another program"'), attributes),
      await areInside(stage, chat, [alice]),
    ])
  },
}

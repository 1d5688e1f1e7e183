import { randomUUID } from 'node:crypto'
import { Agent, eventually, type OpenChat, type Stage } from '@conversation-transfer/demo'
import { taskQueueSid, workerSid, type TransferTarget } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { chatInProgress, transfersOf, type ChatInProgress } from './contact-center.ts'

/**
 * Twilio's plugin template has a feature of the same name. Its defects were found by running its Functions; each is named
 * here by what went wrong there, with what happens here instead.
 */
describe('what goes wrong in the reference implementation, and does not here', () => {
  test('1: somebody leaves while a cold transfer to a queue waits: the transfer is not destroyed', async () => {
    const { scene, bobsChat } = await aliceAndBob()
    const { stage, alice, bob, carol, chat } = scene
    for (const agent of [carol, await Agent.login(stage, 'dave')]) await agent.goTo('Offline')
    await alice.transfer(chat, support(stage))
    expect((await bob.leave(bobsChat)).answer).toMatchObject({ result: 'done', conversation: 'goesOn' })
    expect(channelStatus(stage, chat)).toBe('active')
    await carol.goTo('Available')
    expect((await carol.accept()).conversationSid).toBe(chat.conversationSid)
  })

  test('2: the removal of the sender fails: success is not reported', async () => {
    const { stage, alice, bob, chat } = await chatInProgress()
    await fault(stage, { kind: 'status', status: 500, route: PARTICIPANT, times: 10 })
    const reply = await alice.transfer(chat, to(bob))
    expect(reply.status).toBeGreaterThanOrEqual(500)
    expect(reply.answer).toMatchObject({ result: 'failed', mayRepeat: true })
  })

  test('3: two invites at once: both are tracked', async () => {
    const { stage, alice, bob, carol, chat } = await chatInProgress()
    await Promise.all([alice.invite(chat, to(bob)), alice.invite(chat, to(carol))])
    const listed = await eventually('both are listed', async () => {
      await alice.look(chat)
      const sids = Object.keys(invitesOf(stage, chat))
      return sids.length === 2 ? sids : undefined
    })
    expect(listed).toHaveLength(2)
  })

  test('4: two leave together a conversation with further participants: it does not stay open with nobody', async () => {
    const { scene, bobsChat } = await aliceAndBob()
    const { stage, alice, bob, chat } = scene
    await stage.twilio.conversations.v1
      .conversations(chat.conversationSid)
      .participants.create({ identity: 'a friend' })
    await alice.say(chat, 'Goodbye.')
    // Both are decided before either has happened.
    await fault(stage, { kind: 'delay', delayMs: 400, route: PARTICIPANT, times: 2 })
    await Promise.all([alice.leave(chat), bob.leave(bobsChat)])
    expect(channelStatus(stage, chat)).toBe('closed')
  })

  test('5: an invite that is long dead keeps nobody from noticing that the last agent is the last', async () => {
    const { stage, alice, bob, chat } = await chatInProgress()
    const invited = await alice.invite(chat, to(bob))
    const inviteTaskSid =
      invited.answer.result === 'done' && 'inviteTaskSid' in invited.answer ? invited.answer.inviteTaskSid : ''
    const workspace = stage.twilio.taskrouter.v1.workspaces(stage.contactCenter.workspaceSid)
    await workspace.tasks(inviteTaskSid).update({ assignmentStatus: 'canceled', reason: 'by somebody else' })
    expect((await alice.leave(chat)).answer).toMatchObject({ result: 'refused', code: 'nobody_would_stay' })
    expect(channelStatus(stage, chat)).toBe('active')
  })

  test('6: another program overwrites the attributes while an invite is out: the invite is listed again', async () => {
    const { stage, alice, bob, chat } = await chatInProgress()
    await alice.invite(chat, to(bob))
    await stage.twilio.conversations.v1.conversations(chat.conversationSid).update({ attributes: '{"parked":true}' })
    const listed = await eventually('it is listed again', async () => {
      await alice.look(chat)
      const sids = Object.keys(invitesOf(stage, chat))
      return sids.length === 1 ? sids : undefined
    })
    expect(listed).toHaveLength(1)
    expect(attributesOf(stage, chat)).toMatchObject({ parked: true })
  })

  test('7: the same request twice: one invite', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    await scene.alice.transfer(scene.chat, to(scene.bob), { transferId })
    await scene.alice.transfer(scene.chat, to(scene.bob), { transferId })
    expect(transfersOf(scene)).toBe(1)
  })

  test('8: somebody with a valid token who is not in the conversation: removes nobody', async () => {
    const { scene, bobsChat } = await aliceAndBob()
    const { carol, chat } = scene
    const reply = await carol.remove(chat, bobsChat)
    expect(reply).toMatchObject({ status: 403, answer: { result: 'refused', code: 'caller_not_inside' } })
  })
})

const PARTICIPANT = {
  method: 'POST',
  host: 'flex-api.twilio.com',
  path: '/v1/Interactions/:interactionSid/Channels/:channelSid/Participants/:participantSid',
}

async function aliceAndBob(): Promise<{ scene: ChatInProgress; bobsChat: OpenChat }> {
  const scene = await chatInProgress()
  await scene.alice.invite(scene.chat, to(scene.bob))
  return { scene, bobsChat: await scene.bob.accept() }
}

function to(agent: Agent): TransferTarget {
  return { type: 'worker', sid: workerSid.parse(agent.workerSid) }
}

function support({ contactCenter }: Stage): TransferTarget {
  return { type: 'queue', sid: taskQueueSid.parse(contactCenter.queues.find(({ name }) => name === 'Support')?.sid) }
}

function fault(stage: Stage, body: object): Promise<void> {
  return stage.control('POST', 'faults', body)
}

function channelStatus({ emulator }: Stage, { channelSid }: OpenChat): string | undefined {
  return emulator.world.interactions.channels.all().find(({ sid }) => sid === channelSid)?.status
}

function attributesOf({ emulator }: Stage, { conversationSid }: OpenChat): Record<string, unknown> {
  const row = emulator.world.conversations.conversations.all().find(({ sid }) => sid === conversationSid)
  return JSON.parse(row?.attributes ?? '{}') as Record<string, unknown>
}

function invitesOf(stage: Stage, chat: OpenChat): object {
  return attributesOf(stage, chat)['invites'] ?? {}
}

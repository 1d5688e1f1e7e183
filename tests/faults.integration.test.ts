import { randomUUID } from 'node:crypto'
import { Agent, eventually } from '@conversation-transfer/demo'
import { workerSid } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { chatInProgress, transfersOf, type ChatInProgress } from './contact-center.ts'

const toBob = ({ bob }: ChatInProgress) => ({ type: 'worker', sid: workerSid.parse(bob.workerSid) }) as const

const CHANNEL = '/v1/Interactions/:interactionSid/Channels/:channelSid'
const INVITE = { method: 'POST', host: 'flex-api.twilio.com', path: `${CHANNEL}/Invites` }
const RELEASE = { method: 'POST', host: 'flex-api.twilio.com', path: `${CHANNEL}/Participants/:participantSid` }
const ATTRIBUTES = { method: 'POST', host: 'conversations.twilio.com', path: '/v1/Conversations/:conversationSid' }
const CLAIM = {
  method: 'POST',
  host: 'taskrouter.twilio.com',
  path: '/v1/Workspaces/:workspaceSid/Tasks/:taskSid',
}

describe('when Twilio fails in the middle of a transfer, and comes back at once, nobody notices', () => {
  test.each([
    ['429 at the invite', { kind: 'status', status: 429, route: INVITE }],
    ['429 at the claim', { kind: 'status', status: 429, route: CLAIM }],
    ['503 at the claim', { kind: 'status', status: 503, route: CLAIM }],
    ['503 after the claim', { kind: 'status', status: 503, route: CLAIM, when: 'after' }],
    ['500 after the invite', { kind: 'status', status: 500, route: INVITE, when: 'after' }],
    ['a connection lost after the invite', { kind: 'disconnect', route: INVITE, when: 'after' }],
    ['503 at the release', { kind: 'status', status: 503, route: RELEASE }],
    ['a connection lost after the release', { kind: 'disconnect', route: RELEASE, when: 'after' }],
    ['503 at a read', { kind: 'status', status: 503, route: { method: 'GET' } }],
    ['a connection lost at a read', { kind: 'disconnect', route: { method: 'GET' } }],
  ])('%s', async (_what, fault) => {
    const scene = await chatInProgress()
    await faultAt(scene, { ...fault, times: 1 })
    expect(await scene.alice.transfer(scene.chat, toBob(scene))).toMatchObject({
      status: 200,
      answer: { result: 'done' },
    })
    expect(transfersOf(scene)).toBe(1)
    expect(agentsIn(scene)).toEqual([])
    expect((await scene.bob.accept()).conversationSid).toBe(scene.chat.conversationSid)
  })
})

describe('when Twilio goes on failing in the middle of a transfer', () => {
  test('before the invite: it says so, nothing is left behind, and the next transfer goes through at once', async () => {
    const scene = await chatInProgress()
    await faultAt(scene, { kind: 'status', status: 429, route: INVITE })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene))
    expect(failed).toMatchObject({
      status: 429,
      answer: { code: 'twilio_limiting', known: { departed: 'no' }, mayRepeat: true },
    })
    expect(transfersOf(scene)).toBe(0)
    expect(attributesOf(scene)).not.toHaveProperty('conversationTransferClaim')
    await comesBack(scene)
    expect(await scene.alice.transfer(scene.chat, toBob(scene))).toMatchObject({ status: 200 })
  })

  test('at the invite, without its being made: it says that it does not know, and makes none blindly', async () => {
    const scene = await chatInProgress()
    await faultAt(scene, { kind: 'status', status: 500, route: INVITE, times: 1 })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene))
    expect(failed).toMatchObject({ status: 504, answer: { code: 'outcome_unknown', mayRepeat: true } })
    expect(transfersOf(scene)).toBe(0)
    expect(agentsIn(scene)).toEqual([scene.alice.workerSid])
  })

  test('at the release: it names the invite that is out, and the same transfer sent again releases the sender', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    await faultAt(scene, { kind: 'status', status: 503, route: RELEASE })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    expect(failed).toMatchObject({ status: 504, answer: { result: 'failed', known: { departed: 'unknown' } } })
    expect(failed.answer).toHaveProperty('known.inviteTaskSid', expect.stringMatching(/^WT/))
    await comesBack(scene)
    expect(await scene.alice.transfer(scene.chat, toBob(scene), { transferId })).toMatchObject({ status: 200 })
    expect(transfersOf(scene)).toBe(1)
    expect(agentsIn(scene)).toEqual([])
  })

  test('at the release, and the invite then ends: the same transfer sent again does not release the sender to nobody', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    await faultAt(scene, { kind: 'status', status: 503, route: RELEASE })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    const { known } = z.object({ known: z.object({ inviteTaskSid: z.string() }) }).parse(failed.answer)
    const { twilio, contactCenter } = scene.stage
    await twilio.taskrouter.v1.workspaces(contactCenter.workspaceSid).tasks(known.inviteTaskSid).remove()
    await comesBack(scene)
    const again = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    expect(again.answer.result).not.toBe('done')
    expect(agentsIn(scene)).toEqual([scene.alice.workerSid])
  })

  test('at the list of invites: the transfer has happened, and the next look shows it', async () => {
    const scene = await chatInProgress()
    await faultAt(scene, { kind: 'status', status: 500, route: ATTRIBUTES })
    expect(await scene.alice.transfer(scene.chat, toBob(scene))).toMatchObject({ status: 200 })
    expect(invitesIn(scene)).toEqual([])
    await comesBack(scene)
    const supervisor = await Agent.login(scene.stage, 'supervisor')
    // Twilio's list of invites shows it a moment later.
    await eventually('the invite is listed', async () => {
      await supervisor.look(scene.chat)
      return invitesIn(scene).length === 1 ? true : undefined
    })
  })
})

test('a channel that is closed between the claim and the invite: the transfer is refused, and leaves no claim', async () => {
  const scene = await chatInProgress()
  const { stage, alice, chat } = scene
  await faultAt(scene, { kind: 'delay', delayMs: 400, route: INVITE, times: 1 })
  const transfer = alice.transfer(chat, toBob(scene))
  await eventually('the claim is made', () =>
    Promise.resolve(JSON.stringify(attributesOf(scene)).includes('conversationTransferClaim') ? true : undefined),
  )
  await stage.twilio.flexApi.v1.interaction(chat.interactionSid).channels(chat.channelSid).update({ status: 'closed' })
  expect(await transfer).toMatchObject({ answer: { result: 'refused' } })
  expect(transfersOf(scene)).toBe(0)
})

test('wrong credentials of the account are a matter of the installation', async () => {
  const scene = await chatInProgress()
  await faultAt(scene, { kind: 'status', status: 401 })
  const failed = await scene.alice.transfer(scene.chat, toBob(scene))
  expect(failed).toMatchObject({ status: 500, answer: { code: 'not_configured', mayRepeat: false } })
})

async function comesBack({ stage }: ChatInProgress): Promise<void> {
  await stage.control('DELETE', 'faults')
}

async function faultAt({ stage }: ChatInProgress, fault: object): Promise<void> {
  const response = await fetch(`${stage.emulator.url}/__emulator/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fault),
  })
  expect(response.status).toBe(201)
}

function attributesOf({ stage, chat }: ChatInProgress): unknown {
  return JSON.parse(stage.emulator.world.taskrouter.tasks.get(chat.taskSid)?.attributes ?? '{}')
}

/** The workers who are in the channel, as it is and not as lagging lists show it. */
function agentsIn({ stage }: ChatInProgress): (string | undefined)[] {
  const participants = stage.emulator.world.interactions.participants.all()
  return participants.filter(({ type }) => type === 'agent').map(({ routing }) => routing?.workerSid)
}

function invitesIn({ stage, chat }: ChatInProgress): string[] {
  const conversation = stage.emulator.world.conversations.conversations.get(chat.conversationSid)
  const { invites = {} } = JSON.parse(conversation?.attributes ?? '{}') as { invites?: object }
  return Object.keys(invites)
}

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

describe('when Twilio fails in the middle of a transfer', () => {
  test('before the invite: it says so, nothing is left behind, and the next transfer goes through at once', async () => {
    const scene = await chatInProgress()
    await faultAt(scene, { kind: 'status', status: 429, route: INVITE, times: 1 })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene))
    expect(failed).toMatchObject({
      status: 429,
      answer: { code: 'twilio_limiting', known: { senderReleased: false }, mayRepeat: true },
    })
    expect(transfersOf(scene)).toBe(0)
    expect(attributesOf(scene)).not.toHaveProperty('conversationTransferClaim')
    expect(await scene.alice.transfer(scene.chat, toBob(scene))).toMatchObject({ status: 200 })
  })

  test('at the claim: nothing is left behind', async () => {
    const scene = await chatInProgress()
    await faultAt(scene, { kind: 'status', status: 503, route: CLAIM, times: 1 })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene))
    expect(failed).toMatchObject({ status: 504, answer: { code: 'outcome_unknown', mayRepeat: true } })
    expect(transfersOf(scene)).toBe(0)
  })

  test.each(['status', 'disconnect'] as const)(
    'after the invite was made (%s): it says that it does not know, and the same transfer sent again finds the invite',
    async (kind) => {
      const scene = await chatInProgress()
      const transferId = randomUUID()
      const how = kind === 'status' ? { kind, status: 500 } : { kind }
      await faultAt(scene, { ...how, route: INVITE, when: 'after', times: 1 })
      const failed = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
      expect(failed).toMatchObject({ status: 504, answer: { code: 'outcome_unknown', mayRepeat: true } })
      const again = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
      expect(again).toMatchObject({ status: 200, answer: { result: 'done', state: 'waiting' } })
      expect(transfersOf(scene)).toBe(1)
      expect((await scene.bob.accept()).conversationSid).toBe(scene.chat.conversationSid)
    },
  )

  test('at the release: it names the invite that is out, and the same transfer sent again releases the sender', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    await faultAt(scene, { kind: 'status', status: 503, route: RELEASE, times: 1 })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    expect(failed).toMatchObject({ status: 504, answer: { result: 'failed', known: { senderReleased: false } } })
    expect(failed.answer).toHaveProperty('known.inviteTaskSid', expect.stringMatching(/^WT/))
    expect(await scene.alice.transfer(scene.chat, toBob(scene), { transferId })).toMatchObject({ status: 200 })
    expect(transfersOf(scene)).toBe(1)
    expect(agentsIn(scene)).toEqual([])
  })

  test('at the release, and the invite then ends: the same transfer sent again does not release the sender to nobody', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    await faultAt(scene, { kind: 'status', status: 503, route: RELEASE, times: 1 })
    const failed = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    const { known } = z.object({ known: z.object({ inviteTaskSid: z.string() }) }).parse(failed.answer)
    const { twilio, contactCenter } = scene.stage
    await twilio.taskrouter.v1.workspaces(contactCenter.workspaceSid).tasks(known.inviteTaskSid).remove()
    const again = await scene.alice.transfer(scene.chat, toBob(scene), { transferId })
    expect(again.answer.result).not.toBe('done')
    expect(agentsIn(scene)).toEqual([scene.alice.workerSid])
  })

  test('after the release: the same transfer sent again is done', async () => {
    const scene = await chatInProgress()
    const transferId = randomUUID()
    await faultAt(scene, { kind: 'disconnect', route: RELEASE, when: 'after', times: 1 })
    expect(await scene.alice.transfer(scene.chat, toBob(scene), { transferId })).toMatchObject({ status: 504 })
    expect(await scene.alice.transfer(scene.chat, toBob(scene), { transferId })).toMatchObject({ status: 200 })
    expect(agentsIn(scene)).toEqual([])
  })

  test('at the list of invites: the transfer has happened, and the next look shows it', async () => {
    const scene = await chatInProgress()
    await faultAt(scene, { kind: 'status', status: 500, route: ATTRIBUTES, times: 1 })
    expect(await scene.alice.transfer(scene.chat, toBob(scene))).toMatchObject({ status: 200 })
    expect(invitesIn(scene)).toEqual([])
    const supervisor = await Agent.login(scene.stage, 'supervisor')
    // Twilio's list of invites shows it a moment later.
    await eventually('the invite is listed', async () => {
      await supervisor.look(scene.chat)
      return invitesIn(scene).length === 1 ? true : undefined
    })
  })
})

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

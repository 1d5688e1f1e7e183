import { liveInvites, type CloseChannelStep } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { addLongNumber, LONG_NUMBER, chatScene, disturb, insider, type ChatScene } from './testing/chat-scene.ts'
import { inviteStepTo } from './testing/invite-steps.ts'

const CHANNEL = '/v1/Interactions/:interactionSid/Channels/:channelSid'
const route = (path: string, method = 'POST') => ({ method, host: 'flex-api.twilio.com', path })
const INVITE = route(`${CHANNEL}/Invites`)

describe('inviting', () => {
  test('is seen at once, though lists are behind', async () => {
    const scene = await chatScene()
    const result = await scene.gateway.perform(await inviteStepTo(scene, 'bob'))
    if (result.kind !== 'inviteCreated') throw new Error(result.kind)
    const seen = await scene.observe()
    expect(seen.invites.map(({ taskSid }) => taskSid)).toContain(result.task.sid)
    expect(seen.tasks).toContainEqual(expect.objectContaining({ sid: result.task.sid, status: 'pending' }))
  })

  test.each(['status', 'disconnect'])(
    'an invite that was made and whose answer was lost (%s) is found, and not made again',
    async (kind) => {
      const scene = await chatScene()
      const how = kind === 'status' ? { kind, status: 500 } : { kind }
      await disturb(scene, { ...how, route: INVITE, when: 'after', times: 1 })
      const step = await inviteStepTo(scene, 'bob')
      expect(await scene.gateway.perform(step)).toMatchObject({ kind: 'inviteCreated', step })
      expect(scene.invites()).toBe(2)
    },
  )

  test('one of which nothing is seen stays unknown, and is not made again', async () => {
    const scene = await chatScene()
    await disturb(scene, { kind: 'status', status: 503, route: INVITE, times: 1 })
    await expect(scene.gateway.perform(await inviteStepTo(scene, 'bob'))).rejects.toMatchObject({
      kind: 'outcomeUnknown',
    })
    expect(scene.invites()).toBe(1)
  })

  test('what was answered 429 was not processed, and is sent again', async () => {
    const scene = await chatScene()
    await disturb(scene, { kind: 'status', status: 429, route: INVITE, times: 2 })
    expect(await scene.gateway.perform(await inviteStepTo(scene, 'bob'))).toMatchObject({ kind: 'inviteCreated' })
    expect(scene.invites()).toBe(2)
    await disturb(scene, { kind: 'status', status: 429, route: INVITE, times: 3 })
    await expect(scene.gateway.perform(await inviteStepTo(scene, 'carol', 'two'))).rejects.toMatchObject({
      kind: 'limited',
    })
    expect(scene.invites()).toBe(2)
  })

  test('an invite that the Flex template has made is seen as one, and can be taken back', async () => {
    const scene = await chatScene()
    const ours = await inviteStepTo(scene, 'bob')
    const { conversationTransfer: _mark, ...attributes } = ours.taskAttributes
    await scene.gateway.perform({ ...ours, taskAttributes: attributes })
    const seen = await scene.observe()
    const [invite] = liveInvites(seen)
    expect(invite).toMatchObject({ mark: { mode: 'warm', attempt: 1 }, target: { type: 'worker' } })
    if (invite === undefined) throw new Error('No invite is seen.')
    const { sid: taskSid, etag } = invite.task
    await scene.gateway.perform({ kind: 'cancelTask', taskSid, etag, reason: 'Nobody needs it.' })
    expect(liveInvites(await scene.observe())).toEqual([])
  })

  test('a number that JavaScript cannot hold travels with it', async () => {
    const scene = await chatScene()
    await addLongNumber(scene)
    await scene.gateway.perform(await inviteStepTo(scene, 'bob'))
    expect(new URLSearchParams(scene.sent.at(-1)).get('Routing')).toContain(LONG_NUMBER)
  })
})

describe('closing a participant', () => {
  const step = async (scene: ChatScene) => {
    const { participant } = insider(await scene.observe())
    const { participantSid } = participant
    return { kind: 'closeParticipant', channel: channelOf(scene), participantSid, status: 'closed' } as const
  }

  test('takes the agent out, and doing it twice is as good', async () => {
    const scene = await chatScene()
    const close = await step(scene)
    expect(await scene.gateway.perform(close)).toEqual({ kind: 'participantClosed', step: close })
    expect(await scene.gateway.perform(close)).toEqual({ kind: 'participantClosed', step: close })
    expect(agents(scene)).toBe(0)
  })

  test('an unknown outcome is met by doing it again', async () => {
    const scene = await chatScene()
    const path = `${CHANNEL}/Participants/:participantSid`
    await disturb(scene, { kind: 'disconnect', route: route(path), times: 1 })
    expect(await scene.gateway.perform(await step(scene))).toMatchObject({ kind: 'participantClosed' })
    expect(agents(scene)).toBe(0)
  })
})

describe('closing the channel', () => {
  const step = (scene: ChatScene, status: CloseChannelStep['status']) =>
    ({ kind: 'closeChannel', channel: channelOf(scene), status }) as const

  test.each(['refused', 'accepted'] as const)(
    'completes the tasks; closing it again (%s) is as good',
    async (closedTwice) => {
      const scene = await chatScene({ assumptions: { closedTwice } })
      expect(await scene.gateway.perform(step(scene, 'closed'))).toMatchObject({ kind: 'channelClosed' })
      expect(await scene.gateway.perform(step(scene, 'closed'))).toMatchObject({ kind: 'channelClosed' })
      const seen = await scene.observe()
      expect(seen.channel.status).toBe('closed')
      expect(seen.conversation.state).toBe('closed')
      expect(seen.tasks.map(({ status }) => status)).toEqual(['completed'])
    },
  )

  test('inactive leaves the conversation open', async () => {
    const scene = await chatScene()
    expect(await scene.gateway.perform(step(scene, 'inactive'))).toMatchObject({ kind: 'channelClosed' })
    const seen = await scene.observe()
    expect([seen.channel.status, seen.conversation.state]).toEqual(['inactive', 'active'])
  })
})

function channelOf({ request: { interactionSid, channelSid } }: ChatScene) {
  return { interactionSid, channelSid, type: 'sms', status: 'active' }
}

function agents({ emulator }: ChatScene): number {
  return emulator.world.interactions.participants.all().filter(({ type }) => type === 'agent').length
}

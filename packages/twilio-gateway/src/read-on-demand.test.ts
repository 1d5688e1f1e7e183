import { taskSid, workerSid, type Read } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { chatScene, insider, workerNamed, type ChatScene } from './testing/chat-scene.ts'
import { inviteTo } from './testing/invite-steps.ts'

const CUSTOMER = '+15550000001'

const conversation = ({ twilio, request }: ChatScene) => twilio.conversations.v1.conversations(request.conversationSid)

async function readOf(scene: ChatScene, read: Read) {
  return scene.gateway.read(await scene.observe(), [read])
}

describe('the last message', () => {
  const byCustomer = async (scene: ChatScene) => {
    const { onDemand } = await readOf(scene, { of: 'lastMessage' })
    return onDemand?.lastMessage === 'none' ? 'none' : onDemand?.lastMessage?.byCustomer
  }

  test('is none, or by the customer, by the agent, or by nobody who is here', async () => {
    const scene = await chatScene()
    expect(await byCustomer(scene)).toBe('none')
    await conversation(scene).messages.create({ author: CUSTOMER, body: 'Hello?' })
    expect(await byCustomer(scene)).toBe('yes')
    await conversation(scene).messages.create({ author: 'alice', body: 'Good morning!' })
    expect(await byCustomer(scene)).toBe('no')
    await conversation(scene).messages.create({ body: 'A notice.' })
    expect(await byCustomer(scene)).toBe('no')
  })

  test('by an agent who has left since is not by the customer', async () => {
    const scene = await chatScene()
    await conversation(scene).messages.create({ author: 'alice', body: 'Good bye!' })
    const { channel, participants } = await scene.observe()
    const { participantSid } =
      participants.find(({ type }) => type === 'agent') ?? insider(await scene.observe()).participant
    await scene.gateway.perform({ kind: 'closeParticipant', channel, participantSid, status: 'closed' })
    expect(await byCustomer(scene)).toBe('no')
  })

  test('is by somebody unknown while it is not known who the customer is', async () => {
    const scene = await chatScene({ assumptions: { mediaPropertiesForAccount: false } })
    await conversation(scene).messages.create({ author: CUSTOMER, body: 'Hello?' })
    expect(await byCustomer(scene)).toBe('unknown')
  })
})

test('the newest Studio webhook of the conversation', async () => {
  const scene = await chatScene()
  expect((await readOf(scene, { of: 'studioWebhook' })).onDemand?.studioWebhook).toBe('none')
  const flowSid = `FW${'0'.repeat(32)}`
  await conversation(scene).webhooks.create({ target: 'studio', 'configuration.flowSid': flowSid })
  const { onDemand } = await readOf(scene, { of: 'studioWebhook' })
  expect(onDemand?.studioWebhook).toEqual({ createdAtMs: expect.closeTo(scene.clock.now(), -4) as number })
})

test('the workflow, and where it catches the rest', async () => {
  const scene = await chatScene()
  const everyone = scene.emulator.contactCenter.queues[0]?.sid
  expect((await readOf(scene, { of: 'workflow' })).workflow).toMatchObject({ catchAllQueueSid: everyone })
})

test('a worker, and one who is gone', async () => {
  const scene = await chatScene()
  const bob = workerSid.parse(workerNamed(scene.emulator, 'bob'))
  const { onDemand } = await readOf(scene, { of: 'worker', sid: bob })
  expect(onDemand?.workers?.[bob]).toMatchObject({ name: 'Bob', available: true })
  const nobody = workerSid.parse(`WK${'0'.repeat(32)}`)
  const gone = await readOf(scene, { of: 'worker', sid: nobody })
  expect(gone.onDemand?.workers?.[nobody]).toMatchObject({ available: false })
})

test('all tasks of the channel, with the invites that the list does not show yet', async () => {
  const scene = await chatScene({ assumptions: { interactionsReadLagMs: 60_000 } })
  scene.clock.advanceBy(120_000)
  const made = await inviteTo({ ...scene, gateway: scene.gatewayUntil(Number.POSITIVE_INFINITY) }, 'bob')
  scene.clock.advanceBy(1_000)
  const before = await scene.observe()
  expect(before.invites.map(({ taskSid: sid }) => sid)).not.toContain(made.taskSid)
  const after = await scene.gateway.read(before, [{ of: 'channelTasks' }])
  expect(after.onDemand).toMatchObject({ channelTasksRead: true })
  expect(after.invites.map(({ taskSid: sid }) => sid)).toContain(made.taskSid)
  expect(after.tasks.map(({ sid }) => sid)).toContain(made.taskSid)
})

describe('what a task that is gone was good for', () => {
  const verdictOn = async (scene: ChatScene, sid: string) => {
    scene.clock.advanceBy(10 * 60_000)
    const read = { of: 'verdict', taskSid: taskSid.parse(sid) } as const
    return (await readOf(scene, read)).onDemand?.verdicts?.[read.taskSid]
  }

  test('canceled', async () => {
    const scene = await chatScene()
    const made = await inviteTo(scene, 'bob')
    const { twilio, emulator } = scene
    const tasks = twilio.taskrouter.v1.workspaces(emulator.contactCenter.workspaceSid).tasks
    await tasks(made.taskSid).update({ assignmentStatus: 'canceled', reason: 'Over.' })
    expect(await verdictOn(scene, made.taskSid)).toBe('failed')
  })

  test('completed', async () => {
    const scene = await chatScene()
    const { channel, participants } = await scene.observe()
    const agent = participants.find(({ type }) => type === 'agent')
    if (agent === undefined) throw new Error('There is no agent.')
    const { participantSid } = agent
    await scene.gateway.perform({ kind: 'closeParticipant', channel, participantSid, status: 'closed' })
    expect(await verdictOn(scene, scene.request.taskSids[0] ?? '')).toBe('served')
  })

  test('nobody knows', async () => {
    const scene = await chatScene()
    expect(await verdictOn(scene, `WT${'0'.repeat(32)}`)).toBe('unknown')
  })
})

import { describe, expect, test } from 'vitest'
import { chatScene, disturb, failed, insider, type ChatScene } from './testing/chat-scene.ts'
import { inviteTo } from './testing/invite-steps.ts'

const LAG_MS = 1_000

/** A conversation in which nobody of this account's contact center has any part. */
async function openStrangersConversation({ twilio, clock }: ChatScene): Promise<string> {
  const { sid } = await twilio.conversations.v1.conversations.create()
  clock.advanceBy(LAG_MS)
  return sid
}

async function closeConversation({ twilio, clock, request }: ChatScene): Promise<void> {
  await twilio.conversations.v1.conversations(request.conversationSid).update({ state: 'closed' })
  clock.advanceBy(LAG_MS)
}

test('all active conversations are listed, whoever made them, and no others', async () => {
  const scene = await chatScene()
  const strange = await openStrangersConversation(scene)
  const listed = async (): Promise<string[]> =>
    (await scene.account.activeConversations()).map(({ conversationSid }) => conversationSid)
  expect(await listed()).toEqual([scene.request.conversationSid, strange])
  await closeConversation(scene)
  expect(await listed()).toEqual([strange])
})

test('what was written into them is listed too, and what others wrote is not', async () => {
  const scene = await chatScene()
  const conversation = scene.twilio.conversations.v1.conversations(scene.request.conversationSid)
  const written = async (attributes: string): Promise<string | undefined> => {
    await conversation.update({ attributes })
    return (await scene.account.activeConversations())[0]?.written
  }
  expect(await written('{"crm":1}')).toBeUndefined()
  const ours = await written('{"crm":1,"invites":{},"conversationTransfer":{"transfers":[]}}')
  expect(ours).toBeDefined()
  expect(await written('{"crm":2,"invites":{},"conversationTransfer":{"transfers":[]}}')).toBe(ours)
  expect(await written('{"crm":2,"invites":{"WT1":{}}}')).not.toBe(ours)
})

test('lists of more than one page are read whole', async () => {
  const scene = await chatScene()
  for (let count = 0; count < 120; count++) await scene.twilio.conversations.v1.conversations.create()
  expect(await scene.account.activeConversations()).toHaveLength(121)
})

test('live tasks say whose they are, and those that have ended are left out', async () => {
  const scene = await chatScene()
  const { conversationSid, interactionSid, channelSid, taskSids } = scene.request
  const { taskSid } = await inviteTo(scene, 'bob')
  scene.clock.advanceBy(LAG_MS)
  expect(await scene.account.liveTasks()).toEqual([
    { taskSid: taskSids[0], status: 'assigned', conversationSid, interactionSid, channelSid },
    { taskSid, status: 'reserved', conversationSid, interactionSid, channelSid },
  ])
  const { twilio, emulator } = scene
  const workspace = twilio.taskrouter.v1.workspaces(emulator.contactCenter.workspaceSid)
  await workspace.tasks(taskSid).update({ assignmentStatus: 'canceled', reason: 'a test' })
  scene.clock.advanceBy(LAG_MS)
  expect((await scene.account.liveTasks()).map((task) => task.taskSid)).toEqual(taskSids)
})

test('a task that is about something else says so, and is no error', async () => {
  const scene = await chatScene()
  const { workspaceSid, assignWorkflowSid: workflowSid } = scene.emulator.contactCenter
  const workspace = scene.twilio.taskrouter.v1.workspaces(workspaceSid)
  await workspace.tasks.create({ workflowSid, attributes: '{"conversationSid":42,"call":"CA1"}' })
  scene.clock.advanceBy(LAG_MS)
  const strange = (await scene.account.liveTasks()).find(({ taskSid: sid }) => sid !== scene.request.taskSids[0])
  expect(strange).toMatchObject({ conversationSid: undefined, channelSid: undefined })
})

test('events of a time name the tasks and the conversations that something happened to', async () => {
  const scene = await chatScene()
  const { conversationSid, channelSid, taskSids } = scene.request
  const nowMs = scene.clock.now()
  const events = await scene.account.taskEvents({ fromMs: nowMs - 60_000, untilMs: nowMs })
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['task.created', 'reservation.accepted']))
  expect(events[0]).toMatchObject({ taskSid: taskSids[0], conversationSid, channelSid, atMs: expect.any(Number) })
  expect(await scene.account.taskEvents({ fromMs: nowMs + 60_000, untilMs: nowMs + 120_000 })).toEqual([])
})

describe('the channel of a conversation is found', () => {
  const find = (scene: ChatScene, taskSids = scene.request.taskSids) =>
    scene.account.findChannel({ conversationSid: scene.request.conversationSid, taskSids })

  test('by what was written into the conversation, though all its tasks are gone', async () => {
    const scene = await chatScene()
    const { interactionSid, channelSid, conversationSid } = scene.request
    const attributes = JSON.stringify({ conversationTransfer: { interactionSid, channelSid, transfers: [] } })
    await scene.twilio.conversations.v1.conversations(conversationSid).update({ attributes })
    const { channel, ...seen } = await scene.observe()
    const { participantSid } = insider({ channel, ...seen }).participant
    await scene.gateway.perform({ kind: 'closeParticipant', channel, participantSid, status: 'closed' })
    scene.clock.advanceBy(600_000)
    expect(await find(scene)).toMatchObject({ conversationState: 'active', address: { interactionSid, channelSid } })
  })

  test('by a task that somebody has named', async () => {
    const scene = await chatScene()
    const { interactionSid, channelSid } = scene.request
    await disturb(scene, { kind: 'status', status: 500, match: '/Tasks?' })
    expect((await find(scene)).address).toEqual({ interactionSid, channelSid })
  })

  test("by TaskRouter's search, where nobody has named one", async () => {
    const scene = await chatScene()
    const { interactionSid, channelSid } = scene.request
    expect((await find(scene, [])).address).toEqual({ interactionSid, channelSid })
  })

  test('not by a task of another conversation, and not where there is none', async () => {
    const scene = await chatScene()
    const strange = await openStrangersConversation(scene)
    const search = { conversationSid: strange as `CH${string}`, taskSids: scene.request.taskSids }
    expect(await scene.account.findChannel(search)).toMatchObject({ conversationState: 'active', address: undefined })
    const missing = { conversationSid: `CH${'0'.repeat(32)}` as const, taskSids: [] }
    expect(await scene.account.findChannel(missing)).toMatchObject({ conversationState: 'gone', address: undefined })
  })
})

test('that the backend is there is written where Functions read it, whether it was written before or not', async () => {
  const scene = await chatScene()
  expect(await scene.gateway.backendSeen()).toBeUndefined()
  await scene.account.writeBackendSeen({ aliveAtMs: 1_000, mode: 'observe' })
  expect(await scene.gateway.backendSeen()).toEqual({ aliveAtMs: 1_000, mode: 'observe' })
  await scene.account.writeBackendSeen({ aliveAtMs: 2_000, mode: 'repair' })
  expect(await scene.gateway.backendSeen()).toEqual({ aliveAtMs: 2_000, mode: 'repair' })
})

test('a policy is read without a conversation', async () => {
  const { account } = await chatScene()
  expect((await account.readPolicy()).policy ?? failed('There is none.')).toHaveProperty('stranded')
})

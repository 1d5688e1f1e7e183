import { inviteTo } from '@conversation-transfer/twilio-gateway/testing/invite-steps.ts'
import { expect, test } from 'vitest'
import { CENSUS_EVERY_MS, workScene, type WorkScene } from './testing/work-scene.ts'

const GRACE_MS = 60_000

/** Somebody else's system takes Alice out, and the conversation goes on without anybody. */
async function aliceIsTakenOut({ chat, emulator }: WorkScene): Promise<void> {
  const { interactionSid, channelSid } = chat.request
  const agent = emulator.world.interactions.participants.all().find(({ type }) => type === 'agent')
  await chat.twilio.flexApi.v1
    .interaction(interactionSid)
    .channels(channelSid)
    .participants(agent?.sid ?? '')
    .update({ status: 'closed' })
}

const channelStatus = ({ emulator, chat }: WorkScene): string | undefined =>
  emulator.world.interactions.channels.get(chat.request.channelSid)?.status

test('a conversation in which an agent is, is looked at and left as it is', async () => {
  const scene = await workScene()
  await scene.mark()
  await scene.pass(2 * GRACE_MS)
  expect(channelStatus(scene)).toBe('active')
  expect(await scene.audit()).toEqual([])
  const [row] = await scene.store.schedule.rows({ limit: 2 })
  expect(row?.standing).toMatchObject({ state: 'attended', agentsInside: 1, alarms: [] })
})

test('a customer who is alone is looked after within the grace, and the audit trail says why', async () => {
  const scene = await workScene()
  await scene.mark()
  await scene.pass(1_000)
  await aliceIsTakenOut(scene)
  await scene.mark()
  await scene.pass(GRACE_MS - 5_000)
  expect(channelStatus(scene)).toBe('active')
  await scene.pass(20_000)
  expect(channelStatus(scene)).toBe('closed')
  const audit = await scene.audit()
  expect(audit.map(({ kind, rule }) => [kind, rule])).toEqual([
    ['begun', 'stranded'],
    ['repaired', 'stranded'],
  ])
  expect(await scene.store.schedule.rows({ limit: 1 })).toEqual([])
})

test('without a single webhook it is found by the census, and the same comes of it', async () => {
  const scene = await workScene()
  await aliceIsTakenOut(scene)
  await scene.pass(180_000 + GRACE_MS + 30_000)
  expect(channelStatus(scene)).toBe('closed')
})

test('a program that overwrites the history is found out by the census, though no webhook tells of it', async () => {
  const scene = await workScene()
  const { chat, emulator } = scene
  const { conversationSid } = chat.request
  const attributes = (): unknown =>
    JSON.parse(emulator.world.conversations.conversations.get(conversationSid)?.attributes ?? '')
  const { taskSid } = await inviteTo(chat, 'bob')
  const workspace = chat.twilio.taskrouter.v1.workspaces(emulator.contactCenter.workspaceSid)
  await workspace.tasks(taskSid).update({ assignmentStatus: 'canceled', reason: 'a test' })
  await scene.mark()
  await scene.pass(2 * CENSUS_EVERY_MS)
  expect(attributes()).toMatchObject({ conversationTransfer: { transfers: [{ ended: 'canceled' }] } })
  await chat.twilio.conversations.v1.conversations(conversationSid).update({ attributes: '{"crm":4711}' })
  await scene.pass(CENSUS_EVERY_MS + 5_000)
  expect(attributes()).toMatchObject({ crm: 4711, conversationTransfer: { transfers: [{}] } })
})

test('a customer whose task was deleted before anybody has looked is not left alone', async () => {
  const scene = await workScene({ isStarted: false, policy: { stranded: 'requeue' } })
  const { chat, emulator } = scene
  const workspace = chat.twilio.taskrouter.v1.workspaces(emulator.contactCenter.workspaceSid)
  for (const sid of chat.request.taskSids) await workspace.tasks(sid).remove()
  scene.start()
  await scene.mark()
  await scene.pass(3 * GRACE_MS)
  const tasks = emulator.world.taskrouter.tasks.all()
  expect(tasks.map(({ attributes }) => JSON.parse(attributes) as unknown)).toMatchObject([
    { customerName: expect.any(String), transferTargetType: 'queue', conversationTransfer: { attempt: 1 } },
  ])
})

test('in observe mode it is said what would be done, once, and nothing is', async () => {
  const scene = await workScene({ repairs: 'none' })
  await aliceIsTakenOut(scene)
  await scene.mark()
  await scene.pass(10 * GRACE_MS)
  expect(channelStatus(scene)).toBe('active')
  const audit = await scene.audit()
  expect(audit.map(({ kind, rule }) => [kind, rule])).toEqual([['observed', 'stranded']])
})

test('the plugin can see that the backend lives, and how', async () => {
  const scene = await workScene({ repairs: ['stranded'] })
  await scene.pass(1_000)
  expect(await scene.chat.gateway.backendSeen()).toMatchObject({ mode: 'partly' })
})

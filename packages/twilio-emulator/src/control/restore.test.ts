import { describe, expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'
import {
  agentOf,
  answerRing,
  invite,
  startWithAgents,
  workerSid,
  type TestInteraction,
} from '../testing/test-interaction.ts'

const FLEX = 'flex-api.twilio.com'
const TASKROUTER = 'taskrouter.twilio.com'
const CONVERSATIONS = 'conversations.twilio.com'
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

async function snapshotOf(emulator: TestEmulator): Promise<Readonly<Record<string, unknown>>> {
  return (await control(emulator, 'GET /snapshot')).body
}

/** A conversation with two agents, one of whom wraps up; an invite that rings, and things that time will end. */
async function busy(emulator: TestEmulator): Promise<TestInteraction & { readonly tasks: readonly string[] }> {
  const interaction = await startWithAgents(emulator, 'alice', 'bob')
  const path = `${interaction.channelPath}/Participants/${agentOf(emulator, interaction.taskSid)}`
  await emulator.call(FLEX, path, { form: { Status: 'wrapup' } })
  await moveSupervisor(emulator, 'Offline')
  const waiting = { RoutingTarget: workerSid(emulator, 'supervisor'), IgnoreCapacity: 'false' }
  await emulator.call(TASKROUTER, `/v1/Workspaces/${emulator.contactCenter.workspaceSid}/Tasks`, { form: waiting })
  await emulator.call(CONVERSATIONS, `/v1/Conversations/${interaction.conversationSid}`, {
    form: { 'Timers.Inactive': 'PT30M', 'Timers.Closed': 'PT1H' },
  })
  await emulator.call('sync.twilio.com', '/v1/Services/default/Documents', { form: { UniqueName: 'a', Ttl: '600' } })
  await emulator.call('sync.twilio.com', '/v1/Services/default/Maps', { form: { UniqueName: 'b', Ttl: '900' } })
  await invite(emulator, interaction, 'carol')
  emulator.clock.advanceBy(MINUTE_MS)
  await invite(emulator, interaction, 'dave')
  return interaction
}

async function moveSupervisor(emulator: TestEmulator, activity: string): Promise<void> {
  const { workspaceSid, activities } = emulator.contactCenter
  const path = `/v1/Workspaces/${workspaceSid}/Workers/${workerSid(emulator, 'supervisor')}`
  const form = { ActivitySid: activities.find(({ name }) => name === activity)?.sid ?? '' }
  await emulator.call(TASKROUTER, path, { form })
}

/** What happens from here on; everything in it depends on rows, indexes, timers and chance. */
async function goOn(emulator: TestEmulator, interaction: TestInteraction): Promise<readonly object[]> {
  await moveSupervisor(emulator, 'Available')
  const { taskSid } = await invite(emulator, interaction, 'dave')
  await answerRing(emulator, interaction, { worker: 'dave', taskSid })
  const after = []
  for (const ms of [2 * MINUTE_MS, 20 * MINUTE_MS, 2 * 60 * MINUTE_MS, DAY_MS]) {
    emulator.clock.advanceBy(ms)
    // A row that was read from a snapshot may have its fields in another order, of which only the digest tells.
    const { digest: _, ...rest } = await snapshotOf(emulator)
    after.push(rest)
  }
  return after
}

describe('a snapshot that is put back', () => {
  test('is the account as it was, and goes on as it would have', async () => {
    const emulator = createTestEmulator()
    const interaction = await busy(emulator)
    const snapshot = await snapshotOf(emulator)
    const other = createTestEmulator({ seed: 2 })
    other.clock.advanceBy(emulator.clock.now() - other.clock.now())
    expect((await control(other, 'POST /snapshot', snapshot)).body).toEqual({ ...emulator.contactCenter })
    expect(await snapshotOf(other)).toEqual(snapshot)
    const { accountSid, authToken } = emulator.contactCenter
    const headers = { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` }
    const restored: TestEmulator = {
      ...other,
      contactCenter: emulator.contactCenter,
      call: (host, path, call) => other.call(host, path, { ...call, headers: { ...headers, ...call?.headers } }),
    }
    expect(await goOn(restored, interaction)).toEqual(await goOn(emulator, interaction))
  })

  test('can be what an emulator begins with, so that nobody meets it without', async () => {
    const emulator = createTestEmulator()
    await busy(emulator)
    const snapshot = await snapshotOf(emulator)
    const other = createTestEmulator({ seed: 2, snapshot })
    expect(other.contactCenter).toEqual(emulator.contactCenter)
    expect(tasksOf(other)).toEqual(tasksOf(emulator))
    expect(() => createTestEmulator({ snapshot: { format: 0 } })).toThrow(/digest/)
  })

  test('at a later time has all its times moved: what was to happen in a minute will', async () => {
    const emulator = createTestEmulator()
    await busy(emulator)
    // What the account itself has stored is nobody's to move, whatever it is called.
    const configuration = { account_sid: emulator.contactCenter.accountSid, ui_attributes: { openedAtMs: 5 } }
    await emulator.call(FLEX, '/v1/Configuration', { json: configuration })
    const snapshot = await snapshotOf(emulator)
    emulator.clock.advanceBy(DAY_MS)
    expect((await control(emulator, 'POST /snapshot', snapshot)).status).toBe(200)
    expect(tasksOf(emulator)).toEqual(['wrapping', 'assigned', 'pending', 'reserved', 'pending'])
    expect(emulator.world.taskrouter.tasks.all().at(-1)?.createdAtMs).toBe(emulator.clock.now())
    expect(emulator.world.flex.configuration['ui_attributes']).toEqual({ openedAtMs: 5 })
    // Carol was invited a minute before the snapshot: two minutes of ringing end a minute after it, and some milliseconds.
    emulator.clock.advanceBy(MINUTE_MS + 1000)
    expect(tasksOf(emulator)).toEqual(['wrapping', 'assigned', 'pending', 'canceled', 'reserved'])
  })

  test('takes the place of what the account had in mind, and is undone by a reset', async () => {
    const emulator = createTestEmulator()
    const fresh = await snapshotOf(emulator)
    await busy(emulator)
    const snapshot = await snapshotOf(emulator)
    await control(emulator, 'POST /assumptions', { notInNull: 'true' })
    await control(emulator, 'POST /snapshot', snapshot)
    expect(emulator.world.assumptions.notInNull).toBe('false')
    await control(emulator, 'POST /reset')
    expect(emulator.world.account).toEqual(fresh['account'])
    emulator.clock.advanceBy(DAY_MS)
    expect(emulator.world.taskrouter.tasks.all()).toEqual([])
  })

  test.each([
    ['nothing that is a snapshot', () => ({ queues: [] })],
    ['a format that there is not', (snapshot: object) => ({ ...snapshot, format: 99 })],
    ['rows that somebody has changed', (snapshot: object) => ({ ...snapshot, taskrouter: {} })],
  ])('is refused, and changes nothing, if it is %s', async (_, change) => {
    const emulator = createTestEmulator()
    const before = await snapshotOf(emulator)
    const answer = await control(emulator, 'POST /snapshot', change(before))
    expect(answer.status).toBe(400)
    expect(answer.body['message']).toMatch(/format|digest/)
    expect(await snapshotOf(emulator)).toEqual(before)
  })
})

function tasksOf(emulator: TestEmulator): string[] {
  return emulator.world.taskrouter.tasks.all().map(({ status }) => status)
}

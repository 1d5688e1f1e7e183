import { describe, expect, test } from 'vitest'
import { createFlexToken } from '../../services/iam/tokens.ts'
import { SocketPair } from '../../testing/socket-pair.ts'
import { connectDesktop, payloadOf, type TestDesktop, type Told } from '../../testing/bridge-client.ts'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { SETTLED_MS, startInteraction, type TestInteraction } from '../../testing/test-interaction.ts'
import { isObject } from '../rest/parameters.ts'
import { EVENT_BRIDGE_HOST, EVENT_BRIDGE_PATH } from './envelope.ts'
import { EventBridge } from './event-bridge.ts'

const types = (told: readonly Told[]): string[] => told.map(({ type }) => type)

/** What the desktop was told since it was asked last. */
function news(desktop: TestDesktop): (emulator: TestEmulator) => string[] {
  let seen = desktop.told.length
  return (emulator) => {
    emulator.clock.advanceBy(SETTLED_MS)
    const fresh = types(desktop.told.slice(seen))
    seen = desktop.told.length
    return fresh
  }
}

/** The reservation that rings, as the desktop was told of it. */
function ringing(desktop: TestDesktop): { sid: string; inviteSid: string } {
  const payload = desktop.told.findLast(({ type }) => type === 'reservation.created')?.payload ?? {}
  const task = isObject(payload['task']) ? payload['task'] : {}
  const attributes: unknown = JSON.parse(String(task['attributes']))
  return {
    sid: String(payload['sid']),
    inviteSid: String(isObject(attributes) ? attributes['flexChannelInviteSid'] : undefined),
  }
}

async function answer(desktop: TestDesktop, { channelPath }: TestInteraction, action: string): Promise<number> {
  const { sid, inviteSid } = ringing(desktop)
  const answered = await desktop.post(`${channelPath.slice(1)}/Invites/${inviteSid}`, {
    action,
    routing: { type: 'taskrouter', reservation: { sid } },
  })
  return answered.status
}

test('it is known whether a worker has a desktop, and told when one comes or goes', () => {
  const { world, contactCenter } = createTestEmulator()
  const pair = new SocketPair()
  let told = 0
  const bridge = new EventBridge(world, () => {
    told += 1
  })
  const workerSid = contactCenter.workers[0]?.sid ?? ''
  const query = new URLSearchParams({ token: createFlexToken(world, workerSid).sid })
  expect(bridge.hasDesktop(workerSid)).toBe(false)
  bridge.open(pair.socket, { host: EVENT_BRIDGE_HOST, path: EVENT_BRIDGE_PATH, query, emulatorUrl: 'http://emulator' })
  expect([bridge.hasDesktop(workerSid), told]).toEqual([true, 1])
  pair.socket.cut()
  expect([bridge.hasDesktop(workerSid), told]).toEqual([false, 2])
})

test('a desktop is greeted with its worker and how long its token lives', () => {
  const emulator = createTestEmulator()
  const { told, workerSid } = connectDesktop(emulator, 'alice')
  const { sid: account_sid, workspaceSid: workspace_sid } = emulator.world.account
  const payload = { channel_id: workerSid, account_sid, workspace_sid, token_lifetime: 28_800_000 }
  expect(told).toEqual([{ type: 'init', payload }])
})

describe('a conversation on a desktop', () => {
  test('rings, is accepted, wrapped up and completed, and the desktop hears of each', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const heard = news(desktop)
    const interaction = await startInteraction(emulator, 'alice')
    expect(heard(emulator)).toContain('reservation.created')
    expect(await answer(desktop, interaction, 'accept')).toBe(200)
    expect(heard(emulator)).toEqual(expect.arrayContaining(['reservation.accepted', 'participant.added']))
    const channel = interaction.channelPath.slice(1)
    const participants = await desktop.get(`${channel}/Participants`)
    expect(payloadOf(participants.body)).toMatchObject({
      channel_type: 'sms',
      participants: [{ type: 'customer', routing_properties: null }, { type: 'agent' }],
    })
    await desktop.post(channel, { status: 'closed', routing: { status: 'wrapup' } })
    expect(heard(emulator)).toEqual(expect.arrayContaining(['task.wrapup', 'reservation.wrapup']))
    await desktop.post(channel, { status: 'closed', routing: { status: 'closed' } })
    expect(heard(emulator)).toEqual(expect.arrayContaining(['task.completed', 'reservation.completed']))
  })

  test('that is declined stops ringing', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const heard = news(desktop)
    const interaction = await startInteraction(emulator, 'alice')
    heard(emulator)
    expect(await answer(desktop, interaction, 'decline')).toBe(200)
    expect(heard(emulator)).toContain('reservation.rejected')
  })

  test('is told after the answer to the call that changed it, with the task as it was then', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const interaction = await startInteraction(emulator, 'alice')
    news(desktop)(emulator)
    emulator.clock.advanceBy(SETTLED_MS)
    await answer(desktop, interaction, 'accept')
    expect(types(desktop.told)).not.toContain('reservation.accepted')
    await desktop.post(interaction.channelPath.slice(1), { status: 'closed', routing: { status: 'wrapup' } })
    emulator.clock.advanceBy(emulator.world.assumptions.eventBridgeDelayMs)
    const accepted = desktop.told.find(({ type }) => type === 'reservation.accepted')
    expect(accepted?.payload).toMatchObject({
      reservation_status: 'accepted',
      task: { assignment_status: 'assigned' },
    })
  })
})

describe('the event bridge', () => {
  test('tells every desktop of the worker, and nobody else', async () => {
    const emulator = createTestEmulator()
    const [first, second, other] = ['alice', 'alice', 'bob'].map((name) => connectDesktop(emulator, name))
    await startInteraction(emulator, 'alice')
    emulator.clock.advanceBy(SETTLED_MS)
    expect(types(first?.told ?? [])).toContain('reservation.created')
    expect(types(second?.told ?? [])).toContain('reservation.created')
    expect(types(other?.told ?? [])).toEqual(['init'])
  })

  test('has forgotten nothing for a desktop that comes back', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    desktop.leave()
    await startInteraction(emulator, 'alice')
    emulator.clock.advanceBy(SETTLED_MS)
    expect(types(desktop.told)).toEqual(['init'])
    const again = connectDesktop(emulator, 'alice')
    const reservations = await again.get(`/Workers/${again.workerSid}/Reservations`, { Active: 'true' })
    expect(payloadOf(reservations.body)['contents']).toHaveLength(1)
    const heard = news(again)
    const { sid } = emulator.contactCenter.activities.find(({ name }) => name === 'Break') ?? {}
    await again.post(`/Workers/${again.workerSid}`, { ActivitySid: sid })
    expect(heard(emulator)).toEqual(['worker.activity.update'])
  })

  test('closes the socket of a token that has expired, in place of telling it anything', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    emulator.clock.advanceBy(28_800_000)
    await startInteraction(emulator, 'alice')
    emulator.clock.advanceBy(SETTLED_MS)
    expect(desktop.isClosed).toBe(true)
    expect(types(desktop.told)).toEqual(['init'])
  })
})

import { createWallClock, startEmulator, type RunningEmulator } from '@conversation-transfer/twilio-emulator'
import { Worker, Workspace, type Reservation } from 'twilio-taskrouter'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'

/** The client comes back after about a second, longer if it has to try again. */
const RECONNECT_MS_MAX = 20_000

let emulator: RunningEmulator
const connected: Worker[] = []

beforeEach(async () => {
  emulator = await startEmulator({ clock: createWallClock(), seed: 1, port: 0 })
})

afterEach(async () => {
  for (const worker of connected.splice(0)) worker.disconnect()
  await emulator.close()
})

const servers = () => {
  const path = '/__twilio/event-bridge.twilio.com/v1/wschannels'
  return { ebServer: `${emulator.url}${path}`, wsServer: `${emulator.url.replace('http', 'ws')}${path}` }
}

async function tokenOf(name: string): Promise<string> {
  const workerSid = sidOf(name)
  const body = JSON.stringify({ workerSid })
  const answer = await fetch(`${emulator.url}/__emulator/tokens`, { method: 'POST', body })
  return z.object({ token: z.string() }).parse(await answer.json()).token
}

const sidOf = (name: string): string => emulator.contactCenter.workers.find((worker) => worker.name === name)?.sid ?? ''

/** Twilio's own client, connected and ready. */
async function connect(name: string): Promise<Worker> {
  const worker = new Worker(await tokenOf(name), servers())
  connected.push(worker)
  await new Promise((resolve) => {
    worker.once('ready', resolve)
  })
  return worker
}

const nextReservation = (worker: Worker): Promise<Reservation> =>
  new Promise((resolve) => {
    worker.once('reservationCreated', resolve)
  })

/** A task that is no conversation, for this worker alone. */
async function giveTask(worker: Worker): Promise<Reservation> {
  const ringing = nextReservation(worker)
  const { assignWorkflowSid, queues } = emulator.contactCenter
  const options = { attributes: { name: 'Call back' }, taskChannelUniqueName: 'default' }
  await worker.createTask(worker.sid, 'somebody', assignWorkflowSid, queues[0]?.sid ?? '', options)
  return ringing
}

describe("Twilio's TaskRouter client on the emulator", () => {
  test('is ready with its worker, and goes on a break', async () => {
    const alice = await connect('alice')
    expect(alice.sid).toBe(sidOf('alice'))
    expect(alice.activity.name).toBe('Available')
    expect([...alice.channels.values()].map(({ taskChannelUniqueName }) => taskChannelUniqueName)).toContain('chat')
    const pause = [...alice.activities.values()].find(({ name }) => name === 'Break')
    await pause?.setAsCurrent()
    expect(alice.activity.name).toBe('Break')
  })

  test('carries a task from its ringing to its end', async () => {
    const reservation = await giveTask(await connect('alice'))
    expect(reservation.task.attributes).toMatchObject({ name: 'Call back' })
    await reservation.accept()
    await vi.waitFor(() => expect(reservation.status).toBe('accepted'))
    await reservation.task.setAttributes({ name: 'Called back' })
    await reservation.wrap()
    await vi.waitFor(() => expect(reservation.status).toBe('wrapping'))
    await reservation.complete()
    await vi.waitFor(() => expect(reservation.status).toBe('completed'))
    expect(emulator.world.taskrouter.tasks.get(reservation.task.sid)).toMatchObject({ status: 'completed' })
  })

  test('connects again when its connection breaks, and has missed nothing', async () => {
    const alice = await connect('alice')
    const first = await giveTask(alice)
    await first.accept()
    emulator.sockets.cutAll()
    await new Promise((resolve) => {
      alice.once('ready', resolve)
    })
    expect([...alice.reservations.keys()]).toEqual([first.sid])
    await first.complete()
    await vi.waitFor(() => expect([...alice.reservations.keys()]).toEqual([]), RECONNECT_MS_MAX)
  })

  test('finds whom it may turn to', async () => {
    const workspace = new Workspace(await tokenOf('alice'), servers(), emulator.contactCenter.workspaceSid)
    const workers = await workspace.fetchWorkers({ TargetWorkersExpression: 'full_name contains "o"' })
    expect([...workers.values()].map(({ friendlyName }) => friendlyName).toSorted()).toEqual([
      'bob',
      'carol',
      'supervisor',
    ])
    const queues = await workspace.fetchTaskQueues({ Ordering: 'DateUpdated:desc' })
    expect([...queues.values()].map(({ queueName }) => queueName).toSorted()).toEqual(['Everyone', 'Sales', 'Support'])
  })
})

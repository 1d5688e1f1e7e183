import { describe, expect, test } from 'vitest'
import { createTaskrouterClient, type TaskrouterClient } from '../../testing/taskrouter-client.ts'
import type { Assumptions } from '../../world/assumptions.ts'

async function ringing(
  assumptions: Partial<Assumptions> = {},
): Promise<{ client: TaskrouterClient; task: string; path: string }> {
  const client = createTaskrouterClient(assumptions)
  const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
  const [reservation] = await client.list(`/Tasks/${task}/Reservations`)
  return { client, task, path: `/Tasks/${task}/Reservations/${String(reservation?.['sid'])}` }
}

test('a reservation has the fields that Twilio documents, under its task and under its worker', async () => {
  const { client, task, path } = await ringing()
  const { body } = await client.get(path)
  expect(body).toMatchObject({
    reservation_status: 'pending',
    task_sid: task,
    worker_name: 'alice',
    worker_sid: client.workerSid('alice'),
    workspace_sid: client.emulator.contactCenter.workspaceSid,
  })
  const ofWorker = await client.list(`/Workers/${client.workerSid('alice')}/Reservations?ReservationStatus=pending`)
  expect(ofWorker.map((row) => row['sid'])).toEqual([body['sid']])
  const underWorker = await client.get(`/Workers/${client.workerSid('alice')}/Reservations/${String(body['sid'])}`)
  expect(underWorker.body['url']).toContain(`/Workers/${client.workerSid('alice')}/Reservations/`)
  const underOther = await client.get(`/Workers/${client.workerSid('bob')}/Reservations/${String(body['sid'])}`)
  expect(underOther.status).toBe(404)
})

describe('a reservation that is accepted', () => {
  test('assigns the task', async () => {
    const { client, task, path } = await ringing()
    const answer = await client.post(path, { ReservationStatus: 'accepted' })
    expect(answer.body).toMatchObject({ reservation_status: 'accepted' })
    expect(await client.task(task)).toMatchObject({ assignment_status: 'assigned' })
  })

  test('cannot be accepted or rejected once more', async () => {
    const { client, path } = await ringing()
    await client.post(path, { ReservationStatus: 'accepted' })
    for (const status of ['accepted', 'rejected']) {
      const answer = await client.post(path, { ReservationStatus: status })
      expect(answer.status).toBe(400)
      expect(answer.body['code']).toBe(20001)
    }
  })

  test('wraps up and completes with its task', async () => {
    const { client, task, path } = await ringing()
    await client.post(path, { ReservationStatus: 'accepted' })
    expect((await client.post(path, { ReservationStatus: 'wrapping' })).body['reservation_status']).toBe('wrapping')
    expect(await client.task(task)).toMatchObject({ assignment_status: 'wrapping' })
    expect((await client.post(path, { ReservationStatus: 'completed' })).body['reservation_status']).toBe('completed')
    expect(await client.task(task)).toMatchObject({ assignment_status: 'completed' })
  })
})

test('a pending reservation cannot be wrapped up or completed', async () => {
  const { client, path } = await ringing()
  for (const status of ['wrapping', 'completed']) {
    expect((await client.post(path, { ReservationStatus: status })).status).toBe(400)
  }
})

test('a rejected reservation goes to somebody else, and takes its worker where it was told to', async () => {
  const { client, task, path } = await ringing()
  await client.post(path, { ReservationStatus: 'rejected', WorkerActivitySid: client.activitySid('Break') })
  expect(await client.task(task)).toMatchObject({ assignment_status: 'pending' })
  client.settle()
  expect(await client.rings(task)).toEqual(['alice rejected', 'bob pending'])
  expect((await client.get(`/Workers/${client.workerSid('alice')}`)).body['activity_name']).toBe('Break')
})

test('a rejection with an activity that is not there changes nothing', async () => {
  const { client, task, path } = await ringing()
  const answer = await client.post(path, { ReservationStatus: 'rejected', WorkerActivitySid: 'WA0' })
  expect(answer.status).toBe(400)
  expect(await client.rings(task)).toEqual(['alice pending'])
})

test('a reservation that nobody answers rings out, and its worker goes to the timeout activity', async () => {
  const { client, task } = await ringing()
  client.emulator.clock.advanceBy(120_000)
  expect(await client.rings(task)).toEqual(['alice timeout', 'bob pending'])
  expect((await client.get(`/Workers/${client.workerSid('alice')}`)).body['activity_name']).toBe('Offline')
})

test('the workflow says how long a reservation rings', async () => {
  const client = createTaskrouterClient()
  const routing = { filters: [], default_filter: { queue: client.queueSid('Everyone') } }
  const workflow = await client.createWorkflow(routing, { TaskReservationTimeout: '5' })
  const task = await client.createTask({ WorkflowSid: workflow })
  client.emulator.clock.advanceBy(5000)
  expect(await client.rings(task)).toEqual(['alice timeout', 'bob pending'])
})

test('a reservation has a version too', async () => {
  const { client, path } = await ringing()
  const etag = (await client.get(path)).headers.get('ETag') ?? ''
  expect((await client.post(path, { ReservationStatus: 'accepted' }, { 'If-Match': '"7"' })).status).toBe(412)
  expect((await client.post(path, { ReservationStatus: 'accepted' }, { 'If-Match': etag })).status).toBe(200)
})

test.each([
  ['deleted', [404, []]],
  ['kept', [200, ['canceled']]],
] as const)('the reservations of a deleted task are %s', async (deletedTaskReservations, expected) => {
  const { client, task, path } = await ringing({ deletedTaskReservations })
  const sid = path.slice(path.lastIndexOf('/') + 1)
  expect((await client.delete(`/Tasks/${task}`)).status).toBe(204)
  const ofWorker = `/Workers/${client.workerSid('alice')}/Reservations`
  const listed = await client.list(ofWorker)
  const { status } = await client.get(`${ofWorker}/${sid}`)
  expect([status, listed.map((row) => row['reservation_status'])]).toEqual(expected)
  expect((await client.get(path)).status).toBe(404)
})

test('an instruction of voice is answered with what is missing', async () => {
  const { client, path } = await ringing()
  expect((await client.post(path, { Instruction: 'conference' })).status).toBe(501)
})

test.each(['pending', 'timeout', 'rescinded', 'ended'])('a reservation cannot be set to %s', async (status) => {
  const { client, path } = await ringing()
  expect((await client.post(path, { ReservationStatus: status })).status).toBe(400)
})

async function ringingAtTwo(): Promise<{ client: TaskrouterClient; task: string }> {
  const client = createTaskrouterClient()
  const queue = await client.createQueue('First come', { MaxReservedWorkers: '2' })
  const workflow = await client.createWorkflow({ filters: [], default_filter: { queue } })
  return { client, task: await client.createTask({ WorkflowSid: workflow }) }
}

describe('a queue that asks several workers at once', () => {
  test('gives the task to the first who accepts and takes it from the others', async () => {
    const { client, task } = await ringingAtTwo()
    expect(await client.rings(task)).toEqual(['alice pending', 'bob pending'])
    await client.answer(task, 'bob', 'accepted')
    expect(await client.rings(task)).toEqual(['alice rescinded', 'bob accepted'])
  })

  test('keeps the task reserved until the last of them has let it go by', async () => {
    const { client, task } = await ringingAtTwo()
    await client.answer(task, 'alice', 'rejected')
    expect(await client.task(task)).toMatchObject({ assignment_status: 'reserved' })
    expect(await client.rings(task)).toEqual(['alice rejected', 'bob pending'])
    await client.answer(task, 'bob', 'rejected')
    expect(await client.rings(task)).toEqual(['alice rejected', 'bob rejected', 'carol pending', 'dave pending'])
  })
})

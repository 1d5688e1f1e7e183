import { expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator } from '../testing/test-client.ts'
import { CallLog } from './call-log.ts'

const HOST = 'sync.twilio.com'
const DOCUMENTS = '/v1/Services/default/Documents'

test('every call is in the log with the pattern of its route, also those that the emulator does not have', async () => {
  const emulator = createTestEmulator()
  await emulator.call(HOST, `${DOCUMENTS}/nobody?PageSize=1`)
  await emulator.call(HOST, '/v1/Services/default/Streams')
  await emulator.call(HOST, DOCUMENTS, { headers: { Authorization: 'Basic bm9ib2R5' } })
  expect((await control(emulator, 'GET /calls')).body).toEqual({
    calls: [
      {
        number: 1,
        startedAt: '2026-01-31T09:30:00.000Z',
        method: 'GET',
        host: HOST,
        path: `${DOCUMENTS}/nobody`,
        route: '/v1/Services/:serviceSid/Documents/:documentSid',
        by: 'account',
        status: 404,
        durationMs: 0,
        fault: null,
      },
      expect.objectContaining({ number: 2, path: '/v1/Services/default/Streams', route: null, status: 501 }),
      expect.objectContaining({ number: 3, status: 401 }),
    ],
  })
})

test('the counters tell calls by route and status, and what the world holds', async () => {
  const emulator = createTestEmulator()
  for (const UniqueName of ['a', 'b', 'a']) await emulator.call(HOST, DOCUMENTS, { form: { UniqueName } })
  const { body } = await control(emulator, 'GET /counters')
  expect(body).toMatchObject({
    calls: { [`POST ${HOST}/v1/Services/:serviceSid/Documents`]: { '201': 2, '409': 1 } },
    webhooks: { sent: 0, failed: 0, dropped: 0, waiting: 0 },
    world: { sync: { documents: 2, maps: 0, items: 0 }, taskrouter: { workers: 5, tasksByStatus: {} } },
  })
  await control(emulator, 'DELETE /calls')
  expect((await control(emulator, 'GET /counters')).body).toMatchObject({ calls: {} })
  expect((await control(emulator, 'GET /calls')).body).toEqual({ calls: [] })
})

test('the log keeps the newest 5000 calls, and counts them all', () => {
  const log = new CallLog()
  const call = {
    method: 'GET',
    host: HOST,
    path: DOCUMENTS,
    route: '/v1/Services/:serviceSid/Documents',
    by: 'account',
  } as const
  for (let number = 1; number <= 5003; number++) log.begin(call, 0, null)({ status: 200, nowMs: 1 })
  expect(log.all()).toHaveLength(5000)
  expect(log.all()[0]?.number).toBe(4)
  expect(log.counts()).toEqual({ [`GET ${HOST}${call.route}`]: { '200': 5003 } })
})

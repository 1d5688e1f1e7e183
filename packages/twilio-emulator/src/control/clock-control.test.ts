import { expect, test } from 'vitest'
import { createEmulator } from '../emulator.ts'
import { control } from '../testing/control-client.ts'
import { createTestEmulator } from '../testing/test-client.ts'
import { AdjustableClock } from '../world/adjustable-clock.ts'
import { VirtualClock } from '../world/virtual-clock.ts'
import { createWallClock } from '../world/wall-clock.ts'

test('a manual clock stands until it is moved, and what falls due on the way happens', async () => {
  const emulator = createTestEmulator()
  await emulator.call('sync.twilio.com', '/v1/Services/default/Documents', { form: { Ttl: '60' } })
  expect((await control(emulator, 'GET /clock')).body).toMatchObject({
    mode: 'manual',
    now: '2026-01-31T09:30:00.000Z',
  })
  const moved = await control(emulator, 'POST /clock/advance', { ms: 60_000 })
  expect(moved).toMatchObject({ status: 200, body: { now: '2026-01-31T09:31:00.000Z' } })
  expect(emulator.world.sync.documents.all()).toEqual([])
})

test('a clock that was made for tests cannot run by itself, and real time alone cannot be moved; both say so', async () => {
  const emulator = createTestEmulator()
  expect(await control(emulator, 'POST /clock', { mode: 'real' })).toMatchObject({
    status: 409,
    body: { message: "This emulator's clock is manual and cannot become real." },
  })
  const real = createEmulator({ clock: createWallClock(), seed: 1 })
  const refused = await control(real, 'POST /clock/advance', { ms: 1000 })
  expect(refused.status).toBe(409)
  expect(refused.body['message']).toMatch(/runs by itself.*--clock manual/)
})

test('a clock that can be both is changed while the emulator runs', async () => {
  const emulator = createEmulator({ clock: new AdjustableClock(new VirtualClock(0), 'real'), seed: 1 })
  expect((await control(emulator, 'POST /clock/advance', { ms: 1 })).status).toBe(409)
  await control(emulator, 'POST /clock', { mode: 'manual' })
  expect((await control(emulator, 'POST /clock/advance', { ms: 90 })).body).toMatchObject({ nowMs: 90 })
  expect((await control(emulator, 'POST /clock', { mode: 'real' })).body).toMatchObject({ mode: 'real', nowMs: 90 })
})

test('what is no length of time and no mode is refused', async () => {
  const emulator = createTestEmulator()
  for (const body of [{ ms: -1 }, { ms: 0.5 }, { ms: '10' }, {}, { ms: 1e15 }]) {
    expect((await control(emulator, 'POST /clock/advance', body)).status).toBe(400)
  }
  expect((await control(emulator, 'POST /clock', { mode: 'fast' })).status).toBe(400)
})

import { describe, expect, test } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { control } from '../testing/control-client.ts'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'
import { asWorker } from '../testing/test-interaction.ts'
import { createWallClock } from '../world/wall-clock.ts'
import { ConnectionBroken } from './broken-connection.ts'

const HOST = 'sync.twilio.com'
const DOCUMENTS = '/v1/Services/default/Documents'
const CREATE = { method: 'POST', host: HOST, path: '/v1/Services/:serviceSid/Documents' }

function documents({ world }: TestEmulator): number {
  return world.sync.documents.all().length
}

describe('a call that a fault strikes', () => {
  test('before its effect leaves the world as it was, as often as was ordered', async () => {
    const emulator = createTestEmulator()
    const order = { kind: 'status', status: 429, route: CREATE, times: 2, retryAfterSeconds: 3 }
    expect(await control(emulator, 'POST /faults', order)).toMatchObject({ status: 201, body: { id: 'F1', hits: 0 } })
    const answer = await emulator.call(HOST, DOCUMENTS, { form: {} })
    expect(answer).toMatchObject({ status: 429, body: { code: 20_429, message: 'Too Many Requests' } })
    expect(answer.headers.get('Retry-After')).toBe('3')
    expect((await emulator.call(HOST, DOCUMENTS)).status).toBe(200)
    expect((await emulator.call(HOST, DOCUMENTS, { form: {} })).status).toBe(429)
    expect(documents(emulator)).toBe(0)
    expect((await emulator.call(HOST, DOCUMENTS, { form: {} })).status).toBe(201)
    expect((await control(emulator, 'GET /faults')).body).toMatchObject({ faults: [{ id: 'F1', hits: 2 }] })
  })

  test('after its effect has changed the world, and does not say so', async () => {
    const emulator = createTestEmulator()
    const order = { kind: 'status', status: 503, code: 20_503, when: 'after', match: '/Documents', times: 1 }
    await control(emulator, 'POST /faults', order)
    expect((await emulator.call(HOST, DOCUMENTS, { form: {} })).status).toBe(503)
    expect(documents(emulator)).toBe(1)
    const [call] = callsIn(await control(emulator, 'GET /calls'))
    expect(call).toMatchObject({ status: 503, fault: { id: 'F1', kind: 'status', when: 'after' } })
  })

  test('is one of whom the fault is for: the account, or whoever comes with a token', async () => {
    const emulator = createTestEmulator()
    await control(emulator, 'POST /faults', { kind: 'status', status: 503, by: 'account' })
    const headers = asWorker(emulator, 'alice')
    expect((await emulator.call(HOST, DOCUMENTS)).status).toBe(503)
    expect((await emulator.call(HOST, DOCUMENTS, { headers })).status).toBe(200)
    const envelope = { url: 'Workspaces/x', method: 'GET', token: 'none' }
    expect((await emulator.call('event-bridge.twilio.com', '/v1/wschannels', { json: envelope })).status).not.toBe(503)
    await control(emulator, 'DELETE /faults')
    await control(emulator, 'POST /faults', { kind: 'status', status: 429, by: 'user' })
    expect((await emulator.call(HOST, DOCUMENTS)).status).toBe(200)
    expect((await emulator.call(HOST, DOCUMENTS, { headers })).status).toBe(429)
  })

  test('with a broken connection has no answer, whether it had its effect or not', async () => {
    const emulator = createTestEmulator()
    await control(emulator, 'POST /faults', { kind: 'disconnect', when: 'after', times: 1 })
    await control(emulator, 'POST /faults', { kind: 'disconnect', times: 1 })
    await expect(emulator.call(HOST, DOCUMENTS, { form: {} })).rejects.toThrow(ConnectionBroken)
    await expect(emulator.call(HOST, DOCUMENTS, { form: {} })).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(documents(emulator)).toBe(1)
    const calls = callsIn(await control(emulator, 'GET /calls'))
    expect(calls.map(({ status }) => status)).toEqual([null, null])
  })

  test('over the network with a broken connection sees its socket torn down', async () => {
    const emulator = await startEmulator({ clock: createWallClock(), seed: 1, port: 0 })
    try {
      const url = `${emulator.url}/__twilio/${HOST}${DOCUMENTS}`
      await fetch(`${emulator.url}/__emulator/faults`, {
        method: 'POST',
        body: JSON.stringify({ kind: 'disconnect', times: 1 }),
      })
      await expect(fetch(url)).rejects.toThrow('fetch failed')
      expect((await fetch(url)).status).toBe(401)
    } finally {
      await emulator.close()
    }
  })

  test('with a delay is answered when the emulator’s clock has passed it', async () => {
    const emulator = createTestEmulator()
    await control(emulator, 'POST /faults', { kind: 'delay', delayMs: 5000, times: 1 })
    let answered = false
    const answer = emulator.call(HOST, DOCUMENTS, { form: {} }).then(({ status }) => {
      answered = true
      return status
    })
    // By the time another request is answered, this one has arrived.
    await control(emulator, 'GET /clock')
    emulator.clock.advanceBy(4999)
    await control(emulator, 'GET /clock')
    expect({ answered, documents: documents(emulator) }).toEqual({ answered: false, documents: 0 })
    emulator.clock.advanceBy(1)
    expect(await answer).toBe(201)
    expect(callsIn(await control(emulator, 'GET /calls'))).toMatchObject([{ durationMs: 5000 }])
  })

  test('is chosen by the fault’s own seed, which moves no sid', async () => {
    const undisturbed = createTestEmulator()
    const disturbed = createTestEmulator()
    const order = { kind: 'status', status: 500, when: 'after', probability: 0.5, seed: 7 }
    await control(disturbed, 'POST /faults', order)
    const statuses: number[] = []
    for (let call = 0; call < 20; call++) {
      await undisturbed.call(HOST, DOCUMENTS, { form: {} })
      statuses.push((await disturbed.call(HOST, DOCUMENTS, { form: {} })).status)
    }
    expect(new Set(statuses)).toEqual(new Set([201, 500]))
    expect(disturbed.world.sync.documents.all()).toEqual(undisturbed.world.sync.documents.all())
  })
})

describe('an order for a fault', () => {
  test('that cannot be carried out is refused with a sentence', async () => {
    const emulator = createTestEmulator()
    const orders: [order: unknown, sentence: RegExp][] = [
      [{ kind: 'status' }, /expected number, received undefined\s+→ at status/],
      [{ kind: 'explosion' }, /Invalid/],
      [{ kind: 'delay', delayMs: 0 }, /delayMs/],
      [{ kind: 'disconnect', route: { path: '/v1/Tasks' } }, /No route has the path '\/v1\/Tasks'/],
      [{ kind: 'disconnect', probability: 2 }, /probability/],
      [{ kind: 'webhook-dropped', when: 'after' }, /when/],
    ]
    for (const [order, sentence] of orders) {
      const answer = await control(emulator, 'POST /faults', order)
      expect(answer.status).toBe(400)
      expect(answer.body['message']).toMatch(sentence)
    }
    expect((await control(emulator, 'GET /faults')).body).toEqual({ faults: [] })
  })

  test('is taken back by its id, or all at once', async () => {
    const emulator = createTestEmulator()
    for (let order = 0; order < 3; order++) await control(emulator, 'POST /faults', { kind: 'disconnect' })
    await control(emulator, 'DELETE /faults/F2')
    expect((await control(emulator, 'GET /faults')).body).toMatchObject({ faults: [{ id: 'F1' }, { id: 'F3' }] })
    expect((await control(emulator, 'DELETE /faults/F2')).status).toBe(404)
    await control(emulator, 'DELETE /faults')
    expect((await emulator.call(HOST, DOCUMENTS)).status).toBe(200)
  })
})

function callsIn({ body }: { readonly body: Readonly<Record<string, unknown>> }): Record<string, unknown>[] {
  const { calls } = body
  return Array.isArray(calls) ? calls : []
}

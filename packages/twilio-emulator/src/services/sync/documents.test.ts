import { expect, test } from 'vitest'
import { createTestEmulator } from '../../testing/test-client.ts'
import { textAt } from '../../testing/test-interaction.ts'

const HOST = 'sync.twilio.com'
const DOCUMENTS = '/v1/Services/default/Documents'

test('a document is found by its sid and by its unique name, under both names of the service', async () => {
  const emulator = createTestEmulator()
  const created = await emulator.call(HOST, DOCUMENTS, { form: { UniqueName: 'backend', Data: '{"mode":"observe"}' } })
  expect(created).toMatchObject({
    status: 201,
    body: { unique_name: 'backend', revision: '0', data: { mode: 'observe' }, date_expires: null },
  })
  const bySid = await emulator.call(HOST, `${DOCUMENTS}/${textAt(created, 'sid')}`)
  const byName = await emulator.call(HOST, `/v1/Services/${textAt(created, 'service_sid')}/Documents/backend`)
  expect(bySid.body).toEqual(created.body)
  expect(byName.body).toEqual(created.body)
  expect((await emulator.call(HOST, DOCUMENTS)).body).toMatchObject({ documents: [created.body] })
})

test('an update for a revision that is not the current one changes nothing and answers 54103', async () => {
  const emulator = createTestEmulator()
  await emulator.call(HOST, DOCUMENTS, { form: { UniqueName: 'lock', Data: '{}' } })
  const path = `${DOCUMENTS}/lock`
  const first = await emulator.call(HOST, path, { form: { Data: '{"holder":"a"}' }, headers: { 'If-Match': '0' } })
  const second = await emulator.call(HOST, path, { form: { Data: '{"holder":"b"}' }, headers: { 'If-Match': '"0"' } })
  expect(first).toMatchObject({ status: 200, body: { revision: '1' } })
  expect(first.headers.get('ETag')).toBe('"1"')
  expect(second).toMatchObject({ status: 412, body: { code: 54_103 } })
  expect((await emulator.delete(HOST, path, { 'If-Match': '0' })).status).toBe(412)
  expect((await emulator.call(HOST, path)).body).toMatchObject({ data: { holder: 'a' } })
})

test('a document with a time to live is gone when it is over, and its name is free again', async () => {
  const emulator = createTestEmulator()
  const form = { UniqueName: 'short', Ttl: '60' }
  expect((await emulator.call(HOST, DOCUMENTS, { form })).body).toMatchObject({ date_expires: '2026-01-31T09:31:00Z' })
  emulator.clock.advanceBy(59_000)
  await emulator.call(HOST, `${DOCUMENTS}/short`, { form: { Data: '{"still":"here"}' } })
  emulator.clock.advanceBy(1000)
  expect(await emulator.call(HOST, `${DOCUMENTS}/short`)).toMatchObject({ status: 404, body: { code: 54_300 } })
  expect((await emulator.call(HOST, DOCUMENTS, { form })).status).toBe(201)
})

test('what Sync refuses is answered with its codes', async () => {
  const emulator = createTestEmulator()
  await emulator.call(HOST, DOCUMENTS, { form: { UniqueName: 'taken' } })
  const refusals: [form: Record<string, string>, status: number, code: number][] = [
    [{ UniqueName: 'taken' }, 409, 54_301],
    [{ UniqueName: '' }, 400, 54_302],
    [{ Data: 'no json' }, 400, 54_101],
    [{ Data: '[]' }, 400, 54_101],
    [{ Data: JSON.stringify({ text: 'x'.repeat(16_384) }) }, 413, 54_006],
    [{ Ttl: '-1' }, 400, 54_011],
  ]
  for (const [form, status, code] of refusals) {
    expect(await emulator.call(HOST, DOCUMENTS, { form })).toMatchObject({ status, body: { code } })
  }
  const missing = `${DOCUMENTS}/ET${'0'.repeat(32)}`
  expect(await emulator.call(HOST, missing)).toMatchObject({ status: 404, body: { code: 54_100 } })
  const elsewhere = `/v1/Services/IS${'0'.repeat(32)}/Documents`
  expect(await emulator.call(HOST, elsewhere)).toMatchObject({ status: 404, body: { code: 54_050 } })
  const empty = await emulator.call(HOST, `${DOCUMENTS}/taken`, { form: {} })
  expect(empty).toMatchObject({ status: 400, body: { code: 54_010 } })
})

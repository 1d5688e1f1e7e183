import { expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { rowsAt } from '../../testing/test-interaction.ts'

const HOST = 'sync.twilio.com'
const MAPS = '/v1/Services/default/Maps'
const ITEMS = `${MAPS}/parked/Items`

async function withMap(): Promise<TestEmulator> {
  const emulator = createTestEmulator()
  await emulator.call(HOST, MAPS, { form: { UniqueName: 'parked' } })
  return emulator
}

test('the items of a map are found by key and listed in the order of their keys', async () => {
  const emulator = await withMap()
  for (const Key of ['CH/b', 'CHa']) await emulator.call(HOST, ITEMS, { form: { Key, Data: '{"n":1}' } })
  const list = await emulator.call(HOST, ITEMS)
  expect(rowsAt(list, 'items').map(({ key }) => key)).toEqual(['CH/b', 'CHa'])
  expect(rowsAt(await emulator.call(HOST, `${ITEMS}?Order=desc`), 'items').map(({ key }) => key)).toEqual([
    'CHa',
    'CH/b',
  ])
  const item = await emulator.call(HOST, `${ITEMS}/${encodeURIComponent('CH/b')}`)
  expect(item).toMatchObject({ status: 200, body: { key: 'CH/b', revision: '0', data: { n: 1 } } })
  expect(item.body).not.toHaveProperty('sid')
})

test('an item is changed only at the revision that its writer has seen', async () => {
  const emulator = await withMap()
  await emulator.call(HOST, ITEMS, { form: { Key: 'k', Data: '{}' } })
  const headers = { 'If-Match': '0' }
  const form = { Data: '{"n":2}' }
  expect(await emulator.call(HOST, `${ITEMS}/k`, { form, headers })).toMatchObject({ body: { revision: '1' } })
  expect(await emulator.call(HOST, `${ITEMS}/k`, { form, headers })).toMatchObject({
    status: 412,
    body: { code: 54_205 },
  })
})

test('a key is in a map once, and the codes say what is missing', async () => {
  const emulator = await withMap()
  const form = { Key: 'k', Data: '{}' }
  await emulator.call(HOST, ITEMS, { form })
  expect(await emulator.call(HOST, ITEMS, { form })).toMatchObject({ status: 409, body: { code: 54_208 } })
  expect(await emulator.call(HOST, `${ITEMS}/other`)).toMatchObject({ status: 404, body: { code: 54_201 } })
  expect(await emulator.call(HOST, ITEMS, { form: { Key: 'x' } })).toMatchObject({ body: { code: 54_206 } })
  expect(await emulator.call(HOST, ITEMS, { form: { Data: '{}' } })).toMatchObject({ body: { code: 54_209 } })
  expect(await emulator.call(HOST, `${MAPS}/nobody`)).toMatchObject({ status: 404, body: { code: 54_300 } })
})

test('an item goes when its time is over, and every item goes with its map', async () => {
  const emulator = await withMap()
  await emulator.call(HOST, ITEMS, { form: { Key: 'short', Data: '{}', ItemTtl: '10' } })
  await emulator.call(HOST, ITEMS, { form: { Key: 'long', Data: '{}', CollectionTtl: '60' } })
  emulator.clock.advanceBy(10_000)
  expect(rowsAt(await emulator.call(HOST, ITEMS), 'items').map(({ key }) => key)).toEqual(['long'])
  emulator.clock.advanceBy(50_000)
  expect((await emulator.call(HOST, ITEMS)).status).toBe(404)
  expect(emulator.world.sync.items.all()).toEqual([])
})

import { describe, expect, test } from 'vitest'
import { createTestEmulator } from '../../testing/test-client.ts'

const HOST = 'sync.twilio.com'
const LISTS = '/v1/Services/default/Lists'

async function listWith(count: number) {
  const emulator = createTestEmulator()
  const { body } = await emulator.call(HOST, LISTS, { form: { UniqueName: 'log' } })
  for (let index = 0; index < count; index++) {
    await emulator.call(HOST, `${LISTS}/log/Items`, { form: { Data: `{"n":${index}}` } })
  }
  return { emulator, list: body, items: `${LISTS}/log/Items` }
}

describe('a Sync list', () => {
  test('counts its items, and gives no index twice', async () => {
    const { emulator, list, items } = await listWith(2)
    expect(list).toMatchObject({ sid: expect.stringMatching(/^ES/), unique_name: 'log', revision: '0' })
    await emulator.delete(HOST, `${items}/1`)
    const added = await emulator.call(HOST, items, { form: { Data: '{"n":2}', CollectionTtl: '60' } })
    expect(added).toMatchObject({ status: 201, body: { index: 2, data: { n: 2 }, list_sid: list['sid'] } })
    const last = await emulator.call(HOST, items, { form: { Data: '{"n":3}' } })
    expect(last.body).toMatchObject({ index: 3 })
    const shown = await emulator.call(HOST, `${items}?Order=desc`)
    expect(shown.body['items']).toMatchObject([{ index: 3 }, { index: 2 }, { index: 0 }])
  })

  test('changes an item only if it is as it was', async () => {
    const { emulator, items } = await listWith(1)
    const form = { Data: '{"n":9}' }
    const refused = await emulator.call(HOST, `${items}/0`, { form, headers: { 'If-Match': '7' } })
    expect(refused).toMatchObject({ status: 412, body: { code: 54_155 } })
    const changed = await emulator.call(HOST, `${items}/0`, { form, headers: { 'If-Match': '0' } })
    expect(changed).toMatchObject({ status: 200, body: { data: { n: 9 }, revision: '1' } })
  })

  test('ends with all its items when its time is over', async () => {
    const { emulator, items } = await listWith(1)
    await emulator.call(HOST, `${LISTS}/log`, { form: { Ttl: '60' } })
    emulator.clock.advanceBy(60_000)
    expect(await emulator.call(HOST, `${LISTS}/log`)).toMatchObject({ status: 404, body: { code: 54_300 } })
    expect(await emulator.call(HOST, items)).toMatchObject({ status: 404 })
    expect(emulator.world.sync.listItems.all()).toEqual([])
  })

  test('says what is wrong', async () => {
    const { emulator, items } = await listWith(1)
    expect(await emulator.call(HOST, LISTS, { form: { UniqueName: 'log' } })).toMatchObject({ status: 409 })
    expect(await emulator.call(HOST, items, { form: { Data: '7' } })).toMatchObject({ body: { code: 54_156 } })
    expect(await emulator.call(HOST, items, { form: {} })).toMatchObject({ body: { code: 54_156 } })
    expect(await emulator.call(HOST, `${items}/7`)).toMatchObject({ status: 404, body: { code: 54_151 } })
    const unknown = `${LISTS}/ES${'0'.repeat(32)}`
    expect(await emulator.call(HOST, unknown)).toMatchObject({ status: 404, body: { code: 54_150 } })
  })
})

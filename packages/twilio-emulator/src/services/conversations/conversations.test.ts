import { describe, expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { rowsAt, textAt } from '../../testing/test-interaction.ts'

const HOST = 'conversations.twilio.com'
const MINUTE_MS = 60_000

describe('a conversation', () => {
  test('is created active with empty attributes, and is found by sid and by unique name', async () => {
    const emulator = createTestEmulator()
    const made = await emulator.call(HOST, '/v1/Conversations', { form: { UniqueName: 'case-7' } })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      account_sid: emulator.contactCenter.accountSid,
      chat_service_sid: emulator.contactCenter.conversationServiceSid,
      state: 'active',
      attributes: '{}',
      unique_name: 'case-7',
      friendly_name: null,
      timers: {},
      date_created: '2026-01-31T09:30:00Z',
    })
    for (const name of [textAt(made, 'sid'), 'case-7']) {
      expect((await emulator.call(HOST, `/v1/Conversations/${name}`)).body).toEqual(made.body)
    }
  })

  test('has a unique name of its own that does not look like a sid', async () => {
    const emulator = createTestEmulator()
    await emulator.call(HOST, '/v1/Conversations', { form: { UniqueName: 'case-7' } })
    const again = await emulator.call(HOST, '/v1/Conversations', { form: { UniqueName: 'case-7' } })
    expect(again).toMatchObject({ status: 409, body: { code: 50_353 } })
    const sid = await emulator.call(HOST, '/v1/Conversations', { form: { UniqueName: `CH${'0'.repeat(32)}` } })
    expect(sid.body).toMatchObject({ code: 50_390 })
  })

  test('stands under the account’s one service as well, and under no other', async () => {
    const emulator = createTestEmulator()
    const service = `/v1/Services/${emulator.contactCenter.conversationServiceSid}`
    const made = await emulator.call(HOST, `${service}/Conversations`, { form: {} })
    expect(textAt(made, 'url')).toBe(`https://${HOST}${service}/Conversations/${textAt(made, 'sid')}`)
    expect((await emulator.call(HOST, `/v1/Conversations/${textAt(made, 'sid')}`)).status).toBe(200)
    expect((await emulator.call(HOST, '/v1/Services/ISother/Conversations')).status).toBe(404)
  })

  test('holds 16 KB of attributes, which must be a JSON object', async () => {
    const emulator = createTestEmulator()
    const path = await create(emulator)
    const fits = JSON.stringify({ x: 'x'.repeat(16_384 - 8) })
    expect((await emulator.call(HOST, path, { form: { Attributes: fits } })).status).toBe(200)
    const tooLong = await emulator.call(HOST, path, { form: { Attributes: `${fits} ` } })
    expect(tooLong).toMatchObject({ status: 400, body: { code: 50_303 } })
    expect((await emulator.call(HOST, path, { form: { Attributes: '[]' } })).status).toBe(400)
    expect(textAt(await emulator.call(HOST, path), 'attributes')).toBe(fits)
  })

  test('keeps what an update does not name', async () => {
    const emulator = createTestEmulator()
    const path = await create(emulator)
    await emulator.call(HOST, path, { form: { Attributes: '{"a":1}', FriendlyName: 'One' } })
    await emulator.call(HOST, path, { form: { FriendlyName: 'Two' } })
    expect((await emulator.call(HOST, path)).body).toMatchObject({ attributes: '{"a":1}', friendly_name: 'Two' })
  })

  test('that is closed stays as it is for ever, and can still be deleted', async () => {
    const emulator = createTestEmulator()
    const path = await create(emulator)
    await emulator.call(HOST, path, { form: { State: 'closed' } })
    for (const change of [
      emulator.call(HOST, path, { form: { State: 'active' } }),
      emulator.call(HOST, path, { form: { Attributes: '{"a":1}' } }),
      emulator.call(HOST, `${path}/Participants`, { form: { Identity: 'alice' } }),
      emulator.call(HOST, `${path}/Messages`, { form: { Body: 'Hello' } }),
    ]) {
      expect(await change).toMatchObject({ status: 400, body: { code: 50_377 } })
    }
    expect((await emulator.delete(HOST, path)).status).toBe(204)
    expect(await emulator.call(HOST, path)).toMatchObject({ status: 404, body: { code: 50_350 } })
  })

  test('cannot begin closed, nor take a state that there is not', async () => {
    const emulator = createTestEmulator()
    const closed = await emulator.call(HOST, '/v1/Conversations', { form: { State: 'closed' } })
    expect(closed.body).toMatchObject({ code: 50_384 })
    const odd = await emulator.call(HOST, '/v1/Conversations', { form: { State: 'asleep' } })
    expect(odd.body).toMatchObject({ code: 50_378 })
  })

  test('is listed by its state, a page at a time', async () => {
    const emulator = createTestEmulator()
    for (let made = 0; made < 3; made++) await create(emulator)
    await emulator.call(HOST, await create(emulator), { form: { State: 'inactive' } })
    const first = await emulator.call(HOST, '/v1/Conversations?State=active&PageSize=2')
    expect(rowsAt(first, 'conversations')).toHaveLength(2)
    const next = new URL(textAt(first, 'meta', 'next_page_url'))
    const second = await emulator.call(HOST, `${next.pathname}${next.search}`)
    expect(rowsAt(second, 'conversations')).toHaveLength(1)
    expect(second.body).toHaveProperty('meta.next_page_url', null)
  })
})

describe('the timers of a conversation', () => {
  test('make it inactive and then close it, and say when', async () => {
    const emulator = createTestEmulator()
    const form = { 'Timers.Inactive': 'PT1M', 'Timers.Closed': 'PT10M' }
    const path = `/v1/Conversations/${textAt(await emulator.call(HOST, '/v1/Conversations', { form }), 'sid')}`
    expect((await emulator.call(HOST, path)).body).toHaveProperty('timers', {
      date_inactive: '2026-01-31T09:31:00Z',
      date_closed: '2026-01-31T09:41:00Z',
    })
    const reasons: string[] = []
    emulator.world.changes.subscribe((change) => {
      if (change.kind === 'conversation.state-updated') reasons.push(`${change.from} ${change.reason}`)
    })
    emulator.clock.advanceBy(MINUTE_MS)
    expect(textAt(await emulator.call(HOST, path), 'state')).toBe('inactive')
    emulator.clock.advanceBy(10 * MINUTE_MS)
    expect(textAt(await emulator.call(HOST, path), 'state')).toBe('closed')
    expect(reasons).toEqual(['active TIMER', 'inactive TIMER'])
  })

  test('begin anew with every message, which also wakes an inactive conversation', async () => {
    const emulator = createTestEmulator()
    const form = { 'Timers.Inactive': 'PT2M' }
    const path = `/v1/Conversations/${textAt(await emulator.call(HOST, '/v1/Conversations', { form }), 'sid')}`
    emulator.clock.advanceBy(MINUTE_MS)
    await emulator.call(HOST, `${path}/Messages`, { form: { Body: 'Hello' } })
    emulator.clock.advanceBy(MINUTE_MS)
    expect(textAt(await emulator.call(HOST, path), 'state')).toBe('active')
    emulator.clock.advanceBy(MINUTE_MS)
    expect(textAt(await emulator.call(HOST, path), 'state')).toBe('inactive')
    await emulator.call(HOST, `${path}/Messages`, { form: { Body: 'Hello again' } })
    expect(textAt(await emulator.call(HOST, path), 'state')).toBe('active')
  })

  test.each([true, false])('close an active conversation that cannot become inactive: %s', async (closes) => {
    const emulator = createTestEmulator({ assumptions: { closedTimerClosesActive: closes } })
    const form = { 'Timers.Closed': 'PT10M' }
    const path = `/v1/Conversations/${textAt(await emulator.call(HOST, '/v1/Conversations', { form }), 'sid')}`
    emulator.clock.advanceBy(10 * MINUTE_MS)
    expect(textAt(await emulator.call(HOST, path), 'state')).toBe(closes ? 'closed' : 'active')
    if (closes) return
    await emulator.call(HOST, path, { form: { State: 'inactive' } })
    emulator.clock.advanceBy(10 * MINUTE_MS)
    expect(textAt(await emulator.call(HOST, path), 'state')).toBe('closed')
  })

  test('are not shorter than Twilio allows, and are ISO 8601 durations', async () => {
    const emulator = createTestEmulator()
    const codes = []
    for (const form of [
      { 'Timers.Inactive': 'PT59S' },
      { 'Timers.Closed': 'PT9M' },
      { 'Timers.Inactive': '60' },
      { 'Timers.Closed': 'P' },
    ]) {
      codes.push((await emulator.call(HOST, '/v1/Conversations', { form })).body['code'])
    }
    expect(codes).toEqual([50_375, 50_376, 50_379, 50_380])
  })
})

describe('the webhooks of a conversation', () => {
  test('are made, listed, read and deleted, five at most', async () => {
    const emulator = createTestEmulator()
    const path = `${await create(emulator)}/Webhooks`
    const studio = { Target: 'studio', 'Configuration.FlowSid': `FW${'1'.repeat(32)}` }
    const made = await emulator.call(HOST, path, { form: studio })
    expect(made).toMatchObject({
      status: 201,
      body: { target: 'studio', configuration: { flow_sid: `FW${'1'.repeat(32)}` } },
    })
    const hook = {
      Target: 'webhook',
      'Configuration.Url': 'https://example.com',
      'Configuration.Filters': 'onMessageAdded',
    }
    for (let count = 2; count <= 5; count++) expect((await emulator.call(HOST, path, { form: hook })).status).toBe(201)
    expect((await emulator.call(HOST, path, { form: hook })).body).toMatchObject({ code: 50_361 })
    expect(rowsAt(await emulator.call(HOST, path), 'webhooks')).toHaveLength(5)
    expect((await emulator.delete(HOST, `${path}/${textAt(made, 'sid')}`)).status).toBe(204)
    expect((await emulator.call(HOST, `${path}/${textAt(made, 'sid')}`)).body).toMatchObject({ code: 50_360 })
  })

  test('name what their target needs', async () => {
    const emulator = createTestEmulator()
    const path = `${await create(emulator)}/Webhooks`
    const codes = []
    const url = { 'Configuration.Url': 'https://example.com' }
    for (const form of [
      { Target: 'studio' },
      { Target: 'webhook' },
      { Target: 'trigger', ...url },
      { Target: 'fax' },
    ]) {
      codes.push((await emulator.call(HOST, path, { form })).body['code'])
    }
    expect(codes).toEqual([50_367, 50_369, 50_371, 50_364])
  })
})

async function create(emulator: TestEmulator): Promise<string> {
  return `/v1/Conversations/${textAt(await emulator.call(HOST, '/v1/Conversations', { form: {} }), 'sid')}`
}

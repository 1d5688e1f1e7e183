import { describe, expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { rowsAt, textAt } from '../../testing/test-interaction.ts'
import { createConversation } from './conversations.ts'
import { addParticipant } from './participants.ts'

const HOST = 'conversations.twilio.com'
const PAIR = { 'MessagingBinding.Address': '+15550000001', 'MessagingBinding.ProxyAddress': '+15550009999' }

describe('a participant', () => {
  test('is found by sid and by identity, changed, and removed', async () => {
    const emulator = createTestEmulator()
    const path = `${await create(emulator)}/Participants`
    const made = await emulator.call(HOST, path, { form: { Identity: 'alice', Attributes: '{"role":"agent"}' } })
    expect(made).toMatchObject({ status: 201, body: { identity: 'alice', messaging_binding: null } })
    const form = { LastReadMessageIndex: '3', LastReadTimestamp: '2026-01-31T09:00:00Z' }
    await emulator.call(HOST, `${path}/alice`, { form })
    expect((await emulator.call(HOST, `${path}/${textAt(made, 'sid')}`)).body).toMatchObject({
      attributes: '{"role":"agent"}',
      last_read_message_index: 3,
      last_read_timestamp: '2026-01-31T09:00:00Z',
    })
    expect((await emulator.delete(HOST, `${path}/alice`)).status).toBe(204)
    expect(await emulator.call(HOST, `${path}/alice`)).toMatchObject({ status: 404, body: { code: 50_432 } })
    expect(rowsAt(await emulator.call(HOST, path), 'participants')).toHaveLength(0)
  })

  test('is in a conversation once', async () => {
    const emulator = createTestEmulator()
    const path = `${await create(emulator)}/Participants`
    await emulator.call(HOST, path, { form: { Identity: 'alice' } })
    const again = await emulator.call(HOST, path, { form: { Identity: 'alice' } })
    expect(again).toMatchObject({ status: 409, body: { code: 50_433 } })
  })

  test('with a pair of addresses is in one open conversation, and the refusal names it', async () => {
    const emulator = createTestEmulator()
    const first = await create(emulator)
    const second = await create(emulator)
    await emulator.call(HOST, `${first}/Participants`, { form: PAIR })
    const refused = await emulator.call(HOST, `${second}/Participants`, { form: PAIR })
    expect(refused).toMatchObject({ status: 409, body: { code: 50_416 } })
    expect(textAt(refused, 'message')).toContain(first.slice('/v1/Conversations/'.length))
    await emulator.call(HOST, first, { form: { State: 'inactive' } })
    expect((await emulator.call(HOST, `${second}/Participants`, { form: PAIR })).status).toBe(409)
    await emulator.call(HOST, first, { form: { State: 'closed' } })
    expect((await emulator.call(HOST, `${second}/Participants`, { form: PAIR })).status).toBe(201)
  })

  test('has addresses that fit together', async () => {
    const emulator = createTestEmulator()
    const path = `${await create(emulator)}/Participants`
    const codes = []
    for (const [address, proxy] of [
      ['', '+15550009999'],
      ['+15550000001', ''],
      ['555', '+15550009999'],
      ['+15550000001', '555'],
      ['whatsapp:+15550000001', '+15550009999'],
      ['+15550009999', '+15550009999'],
    ] as const) {
      const form = { 'MessagingBinding.Address': address, 'MessagingBinding.ProxyAddress': proxy }
      codes.push((await emulator.call(HOST, path, { form })).body['code'])
    }
    expect(codes).toEqual([50_411, 50_412, 50_407, 50_408, 50_414, 50_409])
    expect((await emulator.call(HOST, path, { form: {} })).status).toBe(400)
  })

  test('holds 4 KB of attributes', async () => {
    const emulator = createTestEmulator()
    const form = { Identity: 'alice', Attributes: JSON.stringify({ x: 'x'.repeat(4096) }) }
    const answer = await emulator.call(HOST, `${await create(emulator)}/Participants`, { form })
    expect(answer.body).toMatchObject({ code: 50_303 })
  })
})

test('a conversation holds 50 participants with addresses, and 1000 in all', async () => {
  const { world } = createTestEmulator()
  const { sid } = createConversation(world, {})
  const proxyAddress = '+15550009999'
  for (let number = 1; number <= 50; number++) {
    addParticipant(world, sid, { messagingBinding: { type: 'sms', address: phone(number), proxyAddress } })
  }
  const sms = (): unknown =>
    addParticipant(world, sid, { messagingBinding: { type: 'sms', address: phone(51), proxyAddress } })
  expect(sms).toThrow(expect.objectContaining({ code: 50_418 }))
  for (let number = 51; number <= 1000; number++) addParticipant(world, sid, { identity: `person-${number}` })
  const chat = (): unknown => addParticipant(world, sid, { identity: 'person-1001' })
  expect(chat).toThrow(expect.objectContaining({ code: 50_417 }))
})

test('an identity is in 1000 open conversations at most', () => {
  const { world } = createTestEmulator()
  const join = (): string => {
    const { sid } = createConversation(world, {})
    addParticipant(world, sid, { identity: 'alice' })
    return sid
  }
  for (let joined = 0; joined < 1000; joined++) join()
  expect(join).toThrow(expect.objectContaining({ code: 50_214 }))
})

test('the conversations of a participant are found by identity or by address, whatever their state', async () => {
  const emulator = createTestEmulator()
  const path = await create(emulator)
  await emulator.call(HOST, `${path}/Participants`, { form: PAIR })
  await emulator.call(HOST, `${path}/Participants`, { form: { Identity: 'alice' } })
  await emulator.call(HOST, path, { form: { State: 'closed' } })
  for (const query of ['Identity=alice', 'Address=%2B15550000001']) {
    const found = rowsAt(await emulator.call(HOST, `/v1/ParticipantConversations?${query}`), 'conversations')
    expect(found).toMatchObject([{ conversation_state: 'closed', conversation_sid: path.split('/').at(-1) }])
  }
  const both = await emulator.call(HOST, '/v1/ParticipantConversations?Identity=alice&Address=x')
  expect(both.body).toMatchObject({ code: 50_451 })
})

test('users are made, found by sid or identity, and changed', async () => {
  const emulator = createTestEmulator()
  const made = await emulator.call(HOST, '/v1/Users', { form: { Identity: 'alice', FriendlyName: 'Alice' } })
  expect(made).toMatchObject({ status: 201, body: { identity: 'alice', friendly_name: 'Alice', attributes: '{}' } })
  expect((await emulator.call(HOST, '/v1/Users', { form: { Identity: 'alice' } })).body).toMatchObject({ code: 50_201 })
  await emulator.call(HOST, '/v1/Users/alice', { form: { Attributes: '{"a":1}' } })
  const found = await emulator.call(HOST, `/v1/Users/${textAt(made, 'sid')}`)
  expect(found.body).toMatchObject({ friendly_name: 'Alice', attributes: '{"a":1}' })
  expect(await emulator.call(HOST, '/v1/Users/bob')).toMatchObject({ status: 404, body: { code: 50_200 } })
})

function phone(number: number): string {
  return `+1555${String(number).padStart(7, '0')}`
}

async function create(emulator: TestEmulator): Promise<string> {
  return `/v1/Conversations/${textAt(await emulator.call(HOST, '/v1/Conversations', { form: {} }), 'sid')}`
}

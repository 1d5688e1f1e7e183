import { expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { rowsAt, startConversation, textAt } from '../../testing/test-interaction.ts'

const HOST = 'conversations.twilio.com'

test('messages are counted from 0, and a deleted one leaves its index empty', async () => {
  const emulator = createTestEmulator()
  const path = await create(emulator)
  for (const Body of ['One', 'Two', 'Three']) await emulator.call(HOST, path, { form: { Body } })
  expect((await emulator.delete(HOST, `${path}/2`)).status).toBe(204)
  await emulator.call(HOST, path, { form: { Body: 'Four' } })
  const ascending = rowsAt(await emulator.call(HOST, path), 'messages')
  expect(ascending.map(({ index, body }) => [index, body])).toEqual([
    [0, 'One'],
    [1, 'Two'],
    [3, 'Four'],
  ])
  const descending = rowsAt(await emulator.call(HOST, `${path}?Order=desc&PageSize=1`), 'messages')
  expect(descending.map(({ body }) => body)).toEqual(['Four'])
})

test('a message names the participant who wrote it, or nobody', async () => {
  const emulator = createTestEmulator()
  const conversationSid = await startConversation(emulator)
  const path = `/v1/Conversations/${conversationSid}/Messages`
  const [customer] = emulator.world.conversations.participants.all()
  const theirs = await emulator.call(HOST, path, { form: { Author: '+15550000001', Body: 'Hello' } })
  expect(theirs).toMatchObject({ status: 201, body: { author: '+15550000001', participant_sid: customer?.sid } })
  const ours = await emulator.call(HOST, path, { form: { Body: 'Please wait' } })
  expect(ours.body).toMatchObject({ author: 'system', participant_sid: null, media: null, attributes: '{}' })
})

test('a message can be changed, and is found by sid and by index', async () => {
  const emulator = createTestEmulator()
  const path = await create(emulator)
  const made = await emulator.call(HOST, path, { form: { Body: 'Helo' } })
  await emulator.call(HOST, `${path}/0`, { form: { Body: 'Hello', Attributes: '{"edited":true}' } })
  const found = await emulator.call(HOST, `${path}/${textAt(made, 'sid')}`)
  expect(found.body).toMatchObject({ body: 'Hello', attributes: '{"edited":true}' })
  expect(await emulator.call(HOST, `${path}/9`)).toMatchObject({ status: 404, body: { code: 50_500 } })
})

test('a body holds 1600 characters where it goes to a phone, and 32 KB elsewhere', async () => {
  const emulator = createTestEmulator()
  const chat = await create(emulator)
  const phone = `/v1/Conversations/${await startConversation(emulator)}/Messages`
  for (const [path, limit] of [
    [phone, 1600],
    [chat, 32_768],
  ] as const) {
    expect((await emulator.call(HOST, path, { form: { Body: 'x'.repeat(limit) } })).status).toBe(201)
    const tooLong = await emulator.call(HOST, path, { form: { Body: 'x'.repeat(limit + 1) } })
    expect(tooLong).toMatchObject({ status: 400, body: { code: 50_504 } })
  }
})

async function create(emulator: TestEmulator): Promise<string> {
  const made = await emulator.call(HOST, '/v1/Conversations', { form: {} })
  return `/v1/Conversations/${textAt(made, 'sid')}/Messages`
}

import { expect, test } from 'vitest'
import { createTestEmulator } from '../../testing/test-client.ts'
import { rowsAt, textAt } from '../../testing/test-interaction.ts'
import { receiveMessage } from './inbound-messages.ts'

const HOST = 'conversations.twilio.com'
const LIST = '/v1/Configuration/Addresses'

test('an address is configured, listed by type, changed and removed', async () => {
  const emulator = createTestEmulator()
  const form = {
    Type: 'sms',
    Address: '+15550007777',
    'AutoCreation.Enabled': 'true',
    'AutoCreation.Type': 'webhook',
    'AutoCreation.WebhookUrl': 'https://example.com/new',
    'AutoCreation.WebhookFilters': ['onMessageAdded', 'onParticipantAdded'],
  }
  const made = await emulator.call(HOST, LIST, { form })
  expect(made).toMatchObject({
    status: 201,
    body: {
      address: '+15550007777',
      auto_creation: { enabled: true, type: 'webhook', webhook_filters: form['AutoCreation.WebhookFilters'] },
    },
  })
  expect((await emulator.call(HOST, LIST, { form })).status).toBe(409)
  expect(rowsAt(await emulator.call(HOST, `${LIST}?Type=sms`), 'address_configurations')).toHaveLength(2)
  const path = `${LIST}/${textAt(made, 'sid')}`
  await emulator.call(HOST, path, { form: { 'AutoCreation.Enabled': 'false' } })
  expect((await emulator.call(HOST, path)).body).toHaveProperty('auto_creation.enabled', false)
  expect((await emulator.delete(HOST, path)).status).toBe(204)
  expect((await emulator.call(HOST, path)).status).toBe(404)
})

test('an address that creates conversations says what for', async () => {
  const emulator = createTestEmulator()
  const base = { Type: 'sms', Address: '+15550007777', 'AutoCreation.Enabled': 'true' }
  for (const form of [
    { ...base, 'AutoCreation.Type': 'webhook' },
    { ...base, 'AutoCreation.Type': 'studio' },
    { ...base, Type: 'pigeon' },
  ]) {
    expect((await emulator.call(HOST, LIST, { form })).status).toBe(400)
  }
})

test('a conversation that an address creates has the webhook of the address', async () => {
  const emulator = createTestEmulator()
  const form = {
    Type: 'sms',
    Address: '+15550007777',
    'AutoCreation.Enabled': 'true',
    'AutoCreation.Type': 'webhook',
    'AutoCreation.WebhookUrl': 'https://example.com/new',
  }
  await emulator.call(HOST, LIST, { form })
  receiveMessage(emulator.world, { from: '+15550000001', to: '+15550007777', body: 'Hello' })
  expect(emulator.world.conversations.webhooks.all()).toMatchObject([
    { target: 'webhook', url: 'https://example.com/new' },
  ])
})

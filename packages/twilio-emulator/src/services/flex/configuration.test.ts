import { describe, expect, test } from 'vitest'
import { createTestEmulator } from '../../testing/test-client.ts'
import { asWorker } from '../../testing/test-interaction.ts'

const HOST = 'flex-api.twilio.com'
const PATH = '/v1/Configuration'

describe('the Flex configuration', () => {
  test('has what the Flex UI needs to start, and the product switched on', async () => {
    const emulator = createTestEmulator()
    const answer = await emulator.call(HOST, `${PATH}?UiVersion=2.17.1`, { headers: asWorker(emulator, 'alice') })
    const { accountSid, workspaceSid, flexInstanceSid, conversationServiceSid, activities } = emulator.contactCenter
    expect(answer.body).toMatchObject({
      account_sid: accountSid,
      taskrouter_workspace_sid: workspaceSid,
      taskrouter_offline_activity_sid: activities.find(({ name }) => name === 'Offline')?.sid,
      flex_instance_sid: flexInstanceSid,
      chat_service_instance_sid: conversationServiceSid,
      agent_conv_end_methods: null,
      ui_attributes: {
        version_compatibility: 'yes',
        custom_data: {
          features: { conversation_transfer: { enabled: true, cold_transfer: true, multi_participant: true } },
        },
      },
    })
  })

  test('takes over the properties that are sent, and replaces an object as a whole', async () => {
    const emulator = createTestEmulator()
    const account_sid = emulator.contactCenter.accountSid
    const json = { account_sid, ui_attributes: { a: { b: 1 } }, call_recording_enabled: true }
    expect((await emulator.call(HOST, PATH, { json })).status).toBe(200)
    await emulator.call(HOST, PATH, { json: { account_sid, ui_attributes: { a: { c: 2 } } } })
    expect((await emulator.call(HOST, PATH)).body).toMatchObject({
      ui_attributes: { version_compatibility: 'yes', a: { c: 2 } },
      call_recording_enabled: true,
    })
    expect((await emulator.call(HOST, PATH)).body).not.toHaveProperty('ui_attributes.a.b')
  })

  test('refuses a form, a body without the account, and a property that there is not', async () => {
    const emulator = createTestEmulator()
    const account_sid = emulator.contactCenter.accountSid
    for (const call of [
      { form: { account_sid, ui_version: '2.0' } },
      { json: { ui_version: '2.0' } },
      { json: { account_sid, ui_versoin: '2.0' } },
    ]) {
      expect((await emulator.call(HOST, PATH, call)).status).toBe(400)
    }
  })
})

test('the Flex configuration cannot be changed with a Flex token', async () => {
  const emulator = createTestEmulator()
  const json = { account_sid: emulator.contactCenter.accountSid, ui_attributes: {} }
  expect((await emulator.call(HOST, PATH, { json, headers: asWorker(emulator, 'alice') })).status).toBe(403)
})

test('a webchat needs a chat address and pre-engagement data that are JSON and not too long', async () => {
  const emulator = createTestEmulator()
  const chat = emulator.world.conversations.addresses.all().find(({ type }) => type === 'chat')
  const sms = emulator.world.conversations.addresses.all().find(({ type }) => type === 'sms')
  const codes = []
  for (const form of [
    { AddressSid: sms?.sid ?? '' },
    { AddressSid: chat?.sid ?? '', PreEngagementData: 'topic=billing' },
    { AddressSid: chat?.sid ?? '', PreEngagementData: JSON.stringify({ x: 'x'.repeat(4096) }) },
  ]) {
    codes.push((await emulator.call(HOST, '/v2/WebChats', { form })).body['code'])
  }
  expect(codes).toEqual([45_744, 45_733, 45_731])
  expect(emulator.world.conversations.conversations.all()).toHaveLength(0)
})

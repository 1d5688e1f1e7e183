import { describe, expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { isObject } from '../../transports/rest/parameters.ts'
import { asWorker, textAt, workerSid } from '../../testing/test-interaction.ts'
import { createFlexToken } from './tokens.ts'
import { encodeIdentity } from './worker-identity.ts'

describe('validating a token', () => {
  test('says who holds it, with the names that Twilio’s own validator reads', async () => {
    const emulator = createTestEmulator()
    const { sid } = createFlexToken(emulator.world, workerSid(emulator, 'supervisor'))
    const answer = await emulator.call('iam.twilio.com', pathOf(emulator, 'validate'), { json: { token: sid } })
    expect(answer.body).toEqual({
      valid: true,
      code: 0,
      message: null,
      expiration: '2026-01-31T17:30:00Z',
      realm_user_id: 'supervisor',
      identity: 'supervisor',
      roles: ['supervisor'],
      worker_sid: workerSid(emulator, 'supervisor'),
    })
  })

  test('says of an unknown and of an expired token that it is not valid, and why', async () => {
    const emulator = createTestEmulator()
    const { sid } = createFlexToken(emulator.world, workerSid(emulator, 'alice'), 60)
    emulator.clock.advanceBy(60_000)
    const codes = []
    for (const token of [sid, 'no-such-token', '{}']) {
      const answer = await emulator.call('iam.twilio.com', pathOf(emulator, 'validate'), { json: { token } })
      expect(answer).toMatchObject({
        status: 200,
        body: { valid: false, message: expect.any(String), worker_sid: null },
      })
      codes.push(answer.body['code'])
    }
    expect(codes).toEqual([20_104, 20_101, 20_101])
  })

  test('needs a token, this account, and the account’s credentials', async () => {
    const emulator = createTestEmulator()
    const path = pathOf(emulator, 'validate')
    expect((await emulator.call('iam.twilio.com', path, { json: {} })).status).toBe(400)
    const other = await emulator.call('iam.twilio.com', '/v1/Accounts/ACother/Tokens/validate', {
      json: { token: 'x' },
    })
    expect(other.status).toBe(404)
    const headers = { Authorization: 'Basic bm9ib2R5OnNlY3JldA==' }
    expect((await emulator.call('iam.twilio.com', path, { json: { token: 'x' }, headers })).status).toBe(401)
  })
})

test('a refreshed token is a new one for the same worker, and an invalid one is not refreshed', async () => {
  const emulator = createTestEmulator()
  const { sid } = createFlexToken(emulator.world, workerSid(emulator, 'alice'))
  const headers = asWorker(emulator, 'alice')
  const answer = await emulator.call('iam.twilio.com', pathOf(emulator, 'refresh'), { json: { token: sid }, headers })
  expect(answer.body).toMatchObject({ identity: 'alice', roles: ['agent'], flexUserSid: expect.stringMatching(/^FU/) })
  expect(textAt(answer, 'token')).not.toBe(sid)
  const refused = await emulator.call('iam.twilio.com', pathOf(emulator, 'refresh'), { json: { token: 'x' }, headers })
  expect(refused).toMatchObject({ status: 401, body: { code: 20_101 } })
})

test('the Flex UI learns from Tokens/Info who it is', async () => {
  const emulator = createTestEmulator()
  const { sid } = createFlexToken(emulator.world, workerSid(emulator, 'alice'))
  const headers = asWorker(emulator, 'alice')
  const answer = await emulator.call('flex-api.twilio.com', pathOf(emulator, 'Info'), { form: { Token: sid }, headers })
  expect(answer.body).toMatchObject({
    valid: true,
    identity: 'alice',
    roles: ['agent'],
    worker_sid: workerSid(emulator, 'alice'),
    flex_user_sid: expect.stringMatching(/^FU/),
  })
})

describe('the control API', () => {
  test('logs a worker in, with a token that needs no encoding in a URL', async () => {
    const emulator = createTestEmulator()
    const answer = await logIn(emulator, { workerSid: workerSid(emulator, 'alice'), lifetimeSeconds: 60 })
    expect(answer).toMatchObject({
      status: 200,
      body: { identity: 'alice', roles: ['agent'], expiresAt: '2026-01-31T09:31:00.000Z' },
    })
    const token = String(answer.body['token'])
    expect(encodeURIComponent(token)).toBe(token)
    expect(emulator.world.iam.tokens.get(token)?.workerSid).toBe(workerSid(emulator, 'alice'))
  })

  test('says what is wrong with a login', async () => {
    const emulator = createTestEmulator()
    for (const body of [
      {},
      { workerSid: 'WKnone' },
      { workerSid: workerSid(emulator, 'alice'), lifetimeSeconds: 0 },
      [],
    ]) {
      const answer = await logIn(emulator, body)
      expect(answer).toMatchObject({ status: 400, body: { message: expect.any(String) } })
    }
  })
})

test('an identity is the friendly name with all but letters and digits encoded', () => {
  expect(encodeIdentity('a.user@example.com')).toBe('a_2Euser_40example_2Ecom')
  expect(encodeIdentity('Zoë')).toBe('Zo_C3_AB')
})

function pathOf(emulator: TestEmulator, action: string): string {
  return `/v1/Accounts/${emulator.contactCenter.accountSid}/Tokens/${action}`
}

async function logIn(emulator: TestEmulator, body: unknown) {
  const request = new Request('http://emulator/__emulator/tokens', { method: 'POST', body: JSON.stringify(body) })
  const response = await emulator.fetch(request)
  const answer: unknown = await response.json()
  return { status: response.status, body: isObject(answer) ? answer : {} }
}

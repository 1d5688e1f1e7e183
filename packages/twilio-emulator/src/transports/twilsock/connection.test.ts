import { describe, expect, test, vi } from 'vitest'
import { createGuestToken } from '../../services/iam/access-tokens.ts'
import { SocketClient, twilsockOf } from '../../testing/socket-client.ts'
import { createTestEmulator } from '../../testing/test-client.ts'
import { encodeFrame } from './frame.ts'

const URL_OF_CONFIGURATION = 'https://aim.us1.twilio.com/Client/v2/Configuration'

function connect(lifetimeSeconds = 600) {
  const emulator = createTestEmulator()
  const client = new SocketClient(twilsockOf(emulator))
  const token = (identity: string): string => createGuestToken(emulator.world, identity, lifetimeSeconds).sid
  return { ...emulator, client, token }
}

describe('a client', () => {
  test('is let in with a valid token, and told why with another', async () => {
    const { client, token, clock } = connect()
    const guest = token('guest')
    expect(client.authenticate('init', 'nonsense')).toMatchObject({ code: 401, errorCode: 20_101 })
    expect(await client.call('GET', URL_OF_CONFIGURATION)).toMatchObject({ status: undefined })
    expect(client.authenticate('init', guest)).toEqual({ code: 200, status: 'OK' })
    expect(await client.call('GET', URL_OF_CONFIGURATION)).toMatchObject({ status: 200, body: { identity: 'guest' } })
    clock.advanceBy(600_000)
    const late = new SocketClient(twilsockOf(connect()))
    expect(late.authenticate('init', guest)).toMatchObject({ code: 200 })
  })

  test('is told three minutes before its token ends, and closed when it does', () => {
    const { client, token, clock } = connect()
    client.authenticate('init', token('guest'))
    clock.advanceBy(419_999)
    expect(client.frames).toHaveLength(1)
    clock.advanceBy(1)
    expect(client.frames.at(-1)?.header).toMatchObject({ client_update_type: 'token_about_to_expire' })
    clock.advanceBy(180_000)
    expect(client.frames.at(-1)?.header).toMatchObject({ method: 'close', status: { code: 410, errorCode: 20_104 } })
    expect(client.isClosed).toBe(true)
  })

  test('goes on with another token of the same person, and of nobody else', () => {
    const { client, token, clock } = connect()
    client.authenticate('init', token('guest'))
    clock.advanceBy(500_000)
    expect(client.authenticate('update', token('somebody'))).toMatchObject({ code: 403 })
    expect(client.authenticate('update', 'nonsense')).toMatchObject({ code: 401 })
    expect(client.authenticate('update', token('guest'))).toMatchObject({ code: 200 })
    clock.advanceBy(500_000)
    expect(client.isClosed).toBe(false)
  })

  test('that says what is no frame is closed', () => {
    for (const nonsense of ['hello', Buffer.from('hello')]) {
      const { client } = connect()
      client.sayRaw(nonsense)
      expect(client.frames.at(-1)?.header).toMatchObject({ method: 'close', status: { code: 417 } })
      expect(client.isClosed).toBe(true)
    }
  })
})

test('a call that names no request cuts the socket, and is no defect', async () => {
  const { client, token } = connect()
  client.authenticate('init', token('guest'))
  client.sayRaw(encodeFrame({ method: 'message', id: 'TM9' }))
  await vi.waitFor(() => expect(client.isClosed).toBe(true))
})

describe('a call through the socket', () => {
  test('that the emulator does not have is answered with 501, and one that is wrong with 400', async () => {
    const { client, token, world } = connect()
    client.authenticate('init', token('guest'))
    const service = `https://aim.us1.twilio.com/v2/Services/${world.account.conversationServiceSid}`
    expect(await client.call('GET', `${service}/Nothing`)).toMatchObject({ status: 501, body: { code: 20_501 } })
    const wrong = await client.call('POST', `${service}/Conversations`, { body: { friendly_name: 7 } })
    expect(wrong).toMatchObject({ status: 400, body: { code: 20_001 } })
    const attributes = { body: { attributes: 'no JSON' } }
    expect(await client.call('POST', `${service}/Conversations`, attributes)).toMatchObject({ status: 400 })
  })

  test('may go to any region, and telemetry goes nowhere', async () => {
    const { client, token } = connect()
    client.authenticate('init', token('guest'))
    const elsewhere = URL_OF_CONFIGURATION.replace('us1', 'ie1')
    expect(await client.call('GET', elsewhere)).toMatchObject({ status: 200 })
    const telemetry = await client.call('POST', 'http://flex-sdk.twilio.com/v1/Telemetry/Events', { body: [] })
    expect(telemetry).toMatchObject({ status: 200 })
  })
})

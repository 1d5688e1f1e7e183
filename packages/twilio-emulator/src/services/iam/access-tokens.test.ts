import { describe, expect, test } from 'vitest'
import { control } from '../../testing/control-client.ts'
import { createTestEmulator } from '../../testing/test-client.ts'
import { workerSid } from '../../testing/test-interaction.ts'
import { checkAccessToken, createGuestToken } from './access-tokens.ts'
import { createFlexToken } from './tokens.ts'

describe('a token for a client SDK', () => {
  test('speaks for a guest, until it expires', async () => {
    const { world, clock, ...emulator } = createTestEmulator()
    const { body } = await control({ world, ...emulator }, 'POST /tokens', { identity: 'guest', lifetimeSeconds: 60 })
    const token = String(body['token'])
    expect(checkAccessToken(world, token)).toMatchObject({ valid: true, grant: { identity: 'guest' } })
    clock.advanceBy(60_000)
    expect(checkAccessToken(world, token)).toMatchObject({ valid: false, code: 20_104 })
  })

  test('speaks for a worker, if it is a Flex token', () => {
    const emulator = createTestEmulator()
    const { sid } = createFlexToken(emulator.world, workerSid(emulator, 'alice'))
    const grant = { identity: 'alice', workerSid: workerSid(emulator, 'alice') }
    expect(checkAccessToken(emulator.world, sid)).toMatchObject({ valid: true, grant })
  })

  test('that somebody has made up or changed speaks for nobody', () => {
    const { world } = createTestEmulator()
    const { sid } = createGuestToken(world, 'guest')
    const [name = '', , signature = ''] = sid.split('~')
    const claims = Buffer.from(JSON.stringify({ identity: 'alice', expiresAtMs: 9e15 })).toString('base64url')
    for (const token of ['', 'x', sid.slice(0, -1), `${name}~${claims}~${signature}`, `${sid}~x`]) {
      expect(checkAccessToken(world, token)).toMatchObject({ valid: false, code: 20_101 })
    }
  })

  test('is known still by an emulator that was started again with the same seed, and by no other', async () => {
    const first = createTestEmulator()
    const tokens = [
      createGuestToken(first.world, 'guest').sid,
      createFlexToken(first.world, workerSid(first, 'alice')).sid,
    ]
    const checks = (seed: number) => tokens.map((token) => checkAccessToken(createTestEmulator({ seed }).world, token))
    expect(checks(1).map(({ valid }) => valid)).toEqual([true, true])
    expect(checks(2).map(({ valid }) => valid)).toEqual([false, false])
    const again = createTestEmulator()
    const authorization = `Basic ${Buffer.from(`token:${tokens[1]}`).toString('base64')}`
    const options = { headers: { Authorization: authorization } }
    const path = `/v1/Workspaces/${again.contactCenter.workspaceSid}/Tasks`
    expect((await again.call('taskrouter.twilio.com', path, options)).status).toBe(200)
  })

  test('lives as long as was asked for, within limits', () => {
    const { world } = createTestEmulator()
    expect(() => createGuestToken(world, '')).toThrow('identity')
    expect(() => createGuestToken(world, 'guest', 86_401)).toThrow('86400')
  })
})

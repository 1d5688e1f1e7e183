import { describe, expect, test } from 'vitest'
import { readCredentials } from './credentials.ts'

const ACCOUNT = `AC${'1'.repeat(32)}`
const KEY = `SK${'2'.repeat(32)}`

function read(env: Record<string, string>, config?: unknown, profile?: string) {
  const text = config === undefined ? undefined : JSON.stringify(config)
  const surroundings = {
    env,
    homeFolder: '/home',
    read: (path: string) => Promise.resolve(path === '/home/.twilio-cli/config.json' ? text : undefined),
  }
  return readCredentials(surroundings, profile)
}

const CONFIG = {
  activeProject: 'dev',
  projects: [{ id: 'old', accountSid: ACCOUNT }],
  profiles: {
    prod: { accountSid: `AC${'9'.repeat(32)}`, apiKey: KEY, apiSecret: 'other', region: '' },
    dev: { accountSid: ACCOUNT, apiKey: KEY, apiSecret: 'secret' },
    sydney: { accountSid: ACCOUNT, apiKey: KEY, apiSecret: 'secret', region: 'au1' },
  },
}

describe('the environment', () => {
  test('with an auth token, or with an API key, which goes first', async () => {
    const account = { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: 'token' }
    expect(await read(account)).toMatchObject({ accountSid: ACCOUNT, apiKeySid: undefined, secret: 'token' })
    expect(await read({ ...account, TWILIO_API_KEY: KEY, TWILIO_API_SECRET: 'secret' })).toMatchObject({
      apiKeySid: KEY,
      secret: 'secret',
    })
  })

  test('by halves: all that is wrong is said at once, and no secret', async () => {
    const env = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_KEY: 'hush' }
    await expect(read(env)).rejects.toMatchObject({
      exitCode: 2,
      message: [
        'TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits.',
        'TWILIO_API_KEY must be SK and 32 hexadecimal digits.',
        'TWILIO_API_SECRET is missing beside TWILIO_API_KEY.',
        'TWILIO_AUTH_TOKEN is missing, or TWILIO_API_KEY and TWILIO_API_SECRET in its place.',
      ].join('\n'),
    })
  })
})

describe('the Twilio CLI', () => {
  test('its active profile, where the environment says nothing', async () => {
    expect(await read({ TWILIO_ACCOUNT_SID: '' }, CONFIG)).toEqual({
      accountSid: ACCOUNT,
      apiKeySid: KEY,
      secret: 'secret',
      source: "the Twilio CLI's profile dev",
    })
  })

  test('a profile that is named goes before the environment', async () => {
    const env = { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: 'token' }
    expect(await read(env, CONFIG, 'prod')).toMatchObject({ secret: 'other' })
  })

  test('what cannot be used is said, with the remedy', async () => {
    await expect(read({})).rejects.toThrow('run `twilio login`')
    await expect(read({}, CONFIG, 'test')).rejects.toThrow('There is no profile test, only prod, dev, sydney.')
    await expect(read({}, CONFIG, 'old')).rejects.toThrow("in the system's keychain")
    await expect(read({}, CONFIG, 'sydney')).rejects.toThrow('for the region au1')
    await expect(read({}, { profiles: 3 })).rejects.toThrow('not as it writes it')
  })
})

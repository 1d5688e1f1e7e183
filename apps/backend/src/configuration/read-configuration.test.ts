import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfiguration } from './read-configuration.ts'
import { VARIABLES, type Variable } from './variables.ts'

const ENOUGH = {
  TWILIO_ACCOUNT_SID: VARIABLES.TWILIO_ACCOUNT_SID.example,
  TWILIO_AUTH_TOKEN: VARIABLES.TWILIO_AUTH_TOKEN.example,
  TWILIO_FLEX_WORKSPACE_SID: VARIABLES.TWILIO_FLEX_WORKSPACE_SID.example,
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: VARIABLES.TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID.example,
}
const TOKEN = 'a-token-of-more-than-24-characters'

describe('the configuration', () => {
  test('needs the account alone: everything else is usually so', () => {
    expect(valid(ENOUGH)).toEqual({
      twilio: {
        accountSid: ENOUGH.TWILIO_ACCOUNT_SID,
        authToken: ENOUGH.TWILIO_AUTH_TOKEN,
        workspaceSid: ENOUGH.TWILIO_FLEX_WORKSPACE_SID,
        workflowSid: ENOUGH.TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID,
        baseUrl: undefined,
      },
      store: { kind: 'pglite', folder: './backend-data' },
      host: '127.0.0.1',
      port: 4100,
      publicUrl: undefined,
      accessToken: undefined,
      repairs: 'none',
      allowance: { perMinuteMax: 20, shareMax: 0.05, perMinuteMin: 3 },
      censusEveryMs: 180_000,
      looksAtOnce: 8,
      auditKeptMs: 90 * 24 * 60 * 60 * 1000,
      logLevel: 'info',
    })
  })

  test('takes Postgres before a folder', () => {
    const url = VARIABLES.DATABASE_URL.example
    expect(valid({ ...ENOUGH, DATABASE_URL: url, DATA_FOLDER: 'x' }).store).toEqual({ kind: 'postgres', url })
  })

  test('switches rules on by their names', () => {
    expect(valid({ ...ENOUGH, REPAIRS: 'stranded, ghost' }).repairs).toEqual(['stranded', 'ghost'])
    expect(valid({ ...ENOUGH, REPAIRS: 'all' }).repairs).toBe('all')
  })

  test('takes what is empty for what is not set', () => {
    expect(valid({ ...ENOUGH, PORT: ' ', ACCESS_TOKEN: '' })).toMatchObject({ port: 4100, accessToken: undefined })
  })
})

describe('what is wrong', () => {
  test('is said at once, each with the name, the fault and an example', () => {
    const wrong = {
      TWILIO_ACCOUNT_SID: 'AC1',
      PORT: '70000',
      PUBLIC_URL: 'backend.example.com',
      TWILIO_API_BASE_URL: 'ftp://somewhere',
      DATABASE_URL: 'mysql://db',
      REPAIRS: 'stranded,ghosts',
      REPAIRS_SHARE_MAX: '5',
      CENSUS_SECONDS: '1',
      LOOKS_AT_ONCE: '-1',
      AUDIT_DAYS: 'ninety',
      LOG_LEVEL: 'loud',
      HOST: '0.0.0.0',
    }
    const problems = problemsOf(wrong)
    for (const name of [
      ...Object.keys(wrong).filter((key) => key !== 'HOST'),
      'TWILIO_AUTH_TOKEN',
      'TWILIO_FLEX_WORKSPACE_SID',
      'TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID',
      'ACCESS_TOKEN',
    ]) {
      expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1)
      expect(problems.find((problem) => problem.startsWith(`${name} `))).toContain(`Example: ${name}=`)
    }
    expect(problems).toHaveLength(15)
    expect(problems).toContainEqual(expect.stringContaining('names rules that there are not: ghosts'))
  })

  test.each(['0.0.0.0', '::', '10.0.0.7', 'backend.example.com', '127.0.0.1.example.com'])(
    'includes to listen on %s without a token',
    (host) => {
      expect(problemsOf({ ...ENOUGH, HOST: host })).toEqual([expect.stringMatching(/^ACCESS_TOKEN is required/)])
      expect(valid({ ...ENOUGH, HOST: host, ACCESS_TOKEN: TOKEN })).toMatchObject({ host, accessToken: TOKEN })
    },
  )

  test.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1'])('does not include to listen on %s', (host) => {
    expect(valid({ ...ENOUGH, HOST: host }).host).toBe(host)
  })

  test('includes tokens that can be guessed, or not be sent', () => {
    expect(problemsOf({ ...ENOUGH, ACCESS_TOKEN: 'secret' })).toHaveLength(1)
    expect(problemsOf({ ...ENOUGH, ACCESS_TOKEN: 'twenty-four characters, with spaces' })).toHaveLength(1)
  })

  test('includes a minimum above the maximum', () => {
    expect(problemsOf({ ...ENOUGH, REPAIRS_PER_MINUTE_MIN: '30' })).toEqual([
      expect.stringContaining('REPAIRS_PER_MINUTE_MIN must not be more'),
    ])
  })
})

describe('.env.example', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const lines = [...text.matchAll(/^(# )?([A-Z][A-Z_]*[A-Z])=(.*)$/gm)].map(([, comment, name, value]) => ({
    name: name ?? '',
    isSet: comment === undefined,
    value: value ?? '',
  }))

  test('names every variable once, and no other', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual(Object.keys(VARIABLES).sort())
  })

  test('sets what is required, and shows what is usual', () => {
    for (const { name, isSet, value } of lines) {
      const variable: Variable = VARIABLES[name as keyof typeof VARIABLES]
      expect({ name, isSet, value }).toEqual({
        name,
        isSet: variable.isRequired === true,
        value: variable.usually ?? variable.example,
      })
    }
  })

  test('is a valid configuration as it stands', () => {
    const set = Object.fromEntries(lines.filter(({ isSet }) => isSet).map(({ name, value }) => [name, value]))
    expect(readConfiguration(set).kind).toBe('valid')
  })
})

function valid(environment: Record<string, string>) {
  const reading = readConfiguration(environment)
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'))
  return reading.configuration
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  const reading = readConfiguration(environment)
  return reading.kind === 'invalid' ? reading.problems : []
}

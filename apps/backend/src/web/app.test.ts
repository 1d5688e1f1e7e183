import { describe, expect, test } from 'vitest'
import type { Configuration } from '../configuration/configuration.ts'
import { createPrometheus } from '../observability/prometheus.ts'
import { createApp } from './app.ts'
import { createSampleStore, sample } from './testing/sample-store.ts'
import { SILENT_LOG } from './testing/silent-log.ts'

const NOW = Date.UTC(2026, 10, 25, 9)
const TOKEN = 'a-token-of-more-than-24-characters'
const HERE = 'http://127.0.0.1:4100'
const ALONE = sample(1)

async function setUp({ accessToken = TOKEN, repairs = 'none' }: Partial<WithToken> = {}) {
  const store = await createSampleStore(() => NOW)
  const prometheus = createPrometheus({ store, processId: 'one', now: () => NOW, withProcess: false })
  const configuration = {
    twilio: TWILIO,
    publicUrl: undefined,
    accessToken: accessToken === 'none' ? undefined : accessToken,
    repairs,
  }
  const checks = [{ name: 'store', check: () => store.check() }]
  const marks = { add: () => Promise.resolve() }
  const app = createApp({ configuration, store, prometheus, checks, marks, log: SILENT_LOG, now: () => NOW })
  const send = async (path: string, { method = 'GET', as = 'bearer', form, ...more }: Sent = {}) =>
    app.request(`${HERE}${path}`, {
      method,
      headers: { host: '127.0.0.1:4100', accept: 'text/html', ...CREDENTIALS[as](await sessionOf()), ...more.headers },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    })
  const sessionOf = async (): Promise<string> => {
    const headers = { host: '127.0.0.1:4100', origin: HERE }
    const body = new URLSearchParams({ token: TOKEN, next: '/repairs' })
    const answer = await app.request(`${HERE}/login`, { method: 'POST', headers, body })
    return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  return { store, app, send }
}

interface WithToken {
  readonly accessToken: string
  readonly repairs: Configuration['repairs']
}

interface Sent {
  readonly method?: 'GET' | 'POST'
  readonly as?: keyof typeof CREDENTIALS
  readonly form?: Record<string, string>
  readonly headers?: Record<string, string>
}

const CREDENTIALS = {
  bearer: (): Record<string, string> => ({ authorization: `Bearer ${TOKEN}` }),
  session: (cookie: string): Record<string, string> => ({ cookie }),
  stranger: (): Record<string, string> => ({}),
} as const

const TWILIO = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'secret',
  workspaceSid: `WS${'0'.repeat(32)}`,
  workflowSid: `WW${'0'.repeat(32)}`,
} as const

const PRIVATE = [
  '/',
  '/conversations',
  `/conversations/${ALONE}`,
  '/repairs',
  '/metrics',
  '/api/status',
  '/api/entries',
  '/nowhere',
]
const CHANGES = [
  '/thaw',
  `/conversations/${ALONE}/look`,
  `/api/conversations/${ALONE}/look`,
  '/api/thaw',
  '/api/freeze',
]

describe('a stranger', () => {
  test.each(PRIVATE)('sees nothing of %s', async (path) => {
    const { send } = await setUp()
    const answer = await send(path, { as: 'stranger' })
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('CH0')
    const bearer = await send(path, { as: 'stranger', headers: { authorization: 'Bearer wrong', accept: '*/*' } })
    expect([bearer.status, bearer.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  })

  test.each(CHANGES)('changes nothing by %s', async (path) => {
    const { send, store } = await setUp()
    await store.allowance.freeze('too much')
    expect((await send(path, { as: 'stranger', method: 'POST', headers: { origin: HERE } })).status).toBe(401)
    expect(await store.allowance.frozen()).toBeDefined()
    expect(store.writes).toEqual([])
  })

  test('can ask whether the process lives and is ready', async () => {
    const { send, store } = await setUp()
    expect((await send('/healthz', { as: 'stranger' })).status).toBe(200)
    expect((await send('/readyz', { as: 'stranger' })).status).toBe(200)
    store.trouble = new Error('password authentication failed for user backend')
    const answer = await send('/readyz', { as: 'stranger' })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toBe('{"status":"not ready","checks":[{"name":"store","status":"failed"}]}')
    expect((await send('/healthz', { as: 'stranger' })).status).toBe(200)
  })
})

describe('another page in the operator’s browser', () => {
  test.each(CHANGES)('changes nothing by %s', async (path) => {
    const { send, store } = await setUp()
    await store.allowance.freeze('too much')
    const origins = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
      { origin: HERE, 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of origins) {
      expect((await send(path, { as: 'session', method: 'POST', headers })).status).toBe(403)
    }
    expect(await store.allowance.frozen()).toBeDefined()
    expect(store.writes).toEqual([])
  })

  test('reads nothing by a name of its own that leads to this machine', async () => {
    const { send } = await setUp({ accessToken: 'none' })
    expect((await send('/', { as: 'stranger' })).status).toBe(200)
    expect((await send('/', { as: 'stranger', headers: { host: 'evil.example:4100' } })).status).toBe(403)
    const headers = { host: 'evil.example:4100', origin: 'http://evil.example:4100' }
    expect((await send('/thaw', { as: 'stranger', method: 'POST', headers })).status).toBe(403)
  })

  test('cannot log somebody in', async () => {
    const { app } = await setUp()
    const body = new URLSearchParams({ token: TOKEN })
    const headers = { host: '127.0.0.1:4100', origin: 'https://evil.example' }
    expect((await app.request(`${HERE}/login`, { method: 'POST', headers, body })).status).toBe(403)
  })
})

describe('logging in', () => {
  const login = async (form: Record<string, string>, origin = HERE) => {
    const { app } = await setUp()
    const headers = { host: new URL(origin).host, origin }
    return app.request(`${HERE}/login`, { method: 'POST', headers, body: new URLSearchParams(form) })
  }

  test('leads to where one wanted to go, with a cookie that no script reads and no other page sends', async () => {
    const answer = await login({ token: TOKEN, next: '/repairs' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/repairs'])
    const cookie = answer.headers.get('set-cookie')
    expect(cookie).toMatch(/^backend_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(TOKEN)
    const secure = await login({ token: TOKEN }, 'https://backend.example.com')
    expect(secure.headers.get('set-cookie')).toContain('; Secure')
  })

  test.each(['https://evil.example', '//evil.example', String.raw`/\evil.example`, 'javascript:alert(1)', ''])(
    'never leads to %s',
    async (next) => expect((await login({ token: TOKEN, next })).headers.get('location')).toBe('/'),
  )

  test('with another text shows the form again', async () => {
    const answer = await login({ token: 'wrong' })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null])
    expect(await answer.text()).toContain('That is not the token.')
  })

  test('ends with logging out', async () => {
    const { send } = await setUp()
    const answer = await send('/logout', { method: 'POST', as: 'session', headers: { origin: HERE } })
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
  })
})

describe('the page', () => {
  test('shows who is alone, what is frozen, and what was done', async () => {
    const { send, store } = await setUp({ repairs: ['stranded'] })
    await store.allowance.freeze('22 steps in a minute')
    const text = await (await send('/', { as: 'session' })).text()
    expect(text).toMatch(/^<!doctype html>/)
    for (const shown of ['22 steps in a minute', 'Switched on: stranded.', ALONE, '47 s', 'way-back', 'Thaw']) {
      expect(text).toContain(shown)
    }
  })

  test('thaws, and keeps that a person did', async () => {
    const { send, store } = await setUp()
    await store.allowance.freeze('too much')
    const answer = await send('/thaw', { as: 'session', method: 'POST', headers: { origin: HERE } })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
    expect(await store.allowance.frozen()).toBeUndefined()
    expect((await store.audit.entries({ limit: 1 }))[0]).toMatchObject({ kind: 'thawed' })
  })

  test('lists conversations by state, and finds one by any of its sids', async () => {
    const { send, store } = await setUp()
    const alone = await (await send('/conversations?state=alone')).text()
    expect(alone).toContain(ALONE)
    expect(alone).not.toContain(sample(3))
    const interaction = (await store.schedule.row(ALONE))?.interactionSid ?? ''
    expect(await (await send(`/conversations?search=${interaction}`)).text()).toContain(ALONE)
    const direct = await send(`/conversations?search=${ALONE}`)
    expect(direct.headers.get('location')).toBe(`/conversations/${ALONE}`)
  })

  test('tells one conversation’s whole story', async () => {
    const { send } = await setUp()
    const text = await (await send(`/conversations/${ALONE}`)).text()
    for (const shown of [
      'stranded has been seen for 47 s.',
      'was begun once, last 3 min ago.',
      'it goes back to whoever sent it',
      'to the sender, attempt 2',
    ]) {
      expect(text).toContain(shown)
    }
    expect(text).not.toContain('A look was asked for')
  })

  test('asks for a look, keeps that a person did, and says so until it is taken', async () => {
    const { send, store } = await setUp()
    await send(`/conversations/${ALONE}/look`, { as: 'session', method: 'POST', headers: { origin: HERE } })
    expect(store.writes).toEqual([[{ conversationSid: ALONE, taskSids: [], source: 'person' }]])
    expect((await store.audit.entries({ limit: 1 }))[0]).toMatchObject({ kind: 'asked', conversationSid: ALONE })
    expect(await (await send(`/conversations/${ALONE}`)).text()).toContain('A look was asked for')
  })

  test('pages through repairs by rule and kind', async () => {
    const { send } = await setUp()
    const first = await (await send('/repairs')).text()
    const older = /href="(\/repairs\?beforeId=[^"]+)"/.exec(first)?.[1] ?? ''
    const second = await (await send(older)).text()
    expect(first.match(/<li class="entry /g)).toHaveLength(30)
    expect(second.match(/<li class="entry /g)).toHaveLength(16)
    const ghosts = await (await send('/repairs?rule=ghost&kind=observed')).text()
    expect(ghosts.match(/<li class="entry kind-observed"/g)).toHaveLength(2)
    expect(ghosts.match(/<li class="entry kind-repaired"/g)).toBeNull()
  })

  test('shows what others wrote as text, never as markup', async () => {
    const { send, store } = await setUp()
    const reason = '<script>alert(1)</script>'
    await store.audit.append([{ atMs: NOW, conversationSid: ALONE, kind: 'alarm', rule: reason, reason, steps: [] }])
    store.put({ conversationSid: ALONE, failures: 1, lastError: reason })
    for (const path of [
      '/',
      '/repairs',
      `/conversations/${ALONE}`,
      `/conversations?search=${encodeURIComponent(reason)}`,
    ]) {
      expect(await (await send(path)).text()).not.toContain('<script>alert')
    }
  })

  test('lets nothing in from elsewhere, runs no script of its own text, and is kept by no browser', async () => {
    const { send } = await setUp()
    for (const path of ['/', '/conversations', `/conversations/${ALONE}`, '/repairs', '/nowhere']) {
      const answer = await send(path)
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const text = await answer.text()
      expect(text).not.toMatch(/<style|style=|\son\w+=|<script(?! src="\/assets\/)|(?:src|href)="(?!\/|#)/)
    }
  })

  test.each(['pico.css', 'page.css', 'refresh.js', 'icon.svg'])('has %s from this server', async (name) => {
    const { send } = await setUp()
    const answer = await send(`/assets/${name}`, { as: 'stranger' })
    expect(answer.status).toBe(200)
    const headers = { 'if-none-match': answer.headers.get('etag') ?? '' }
    expect((await send(`/assets/${name}`, { as: 'stranger', headers })).status).toBe(304)
  })
})

describe('the API', () => {
  const json = async (answer: Response): Promise<unknown> => answer.json()

  test('says how it stands, and what is where', async () => {
    const { send } = await setUp()
    expect(await json(await send('/api/status'))).toMatchObject({ repairs: 'none', frozen: null, counts: { rows: 39 } })
    expect(await json(await send('/api/conversations?state=alone'))).toMatchObject({ conversations: [{}, {}] })
    expect(await json(await send(`/api/conversations/${ALONE}`))).toMatchObject({
      conversation: { conversationSid: ALONE },
      entries: [{ rule: 'way-back' }],
    })
    expect(await json(await send('/api/entries?kind=alarm&kind=failed'))).toMatchObject({
      entries: [{ kind: 'alarm' }, { kind: 'failed' }],
    })
  })

  test('asks for a look, freezes and thaws', async () => {
    const { send, store, app } = await setUp()
    expect((await send(`/api/conversations/${ALONE}/look`, { method: 'POST' })).status).toBe(202)
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const freeze = (body: string) => app.request(`${HERE}/api/freeze`, { method: 'POST', headers, body })
    expect((await freeze('{}')).status).toBe(400)
    expect(await json(await freeze('{"reason":"maintenance"}'))).toMatchObject({ frozen: { sinceMs: NOW } })
    expect(await json(await send('/api/thaw', { method: 'POST' }))).toEqual({ thawed: true })
    expect(await json(await send('/api/thaw', { method: 'POST' }))).toEqual({ thawed: false })
    expect((await store.audit.entries({ limit: 5 })).map(({ kind }) => kind).slice(0, 3)).toEqual([
      'thawed',
      'frozen',
      'asked',
    ])
  })

  test('refuses what it does not know', async () => {
    const { send } = await setUp()
    expect((await send('/api/conversations/CH1')).status).toBe(400)
    expect((await send(`/api/conversations/CH${'9'.repeat(32)}`)).status).toBe(404)
    expect((await send('/api/nothing')).status).toBe(404)
    expect((await send('/api/thaw', { method: 'POST', form: { a: 'x'.repeat(20_000) } })).status).toBe(413)
  })
})

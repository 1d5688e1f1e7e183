import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts'
import type { TwilioHost } from '../transports/rest/route.ts'
import { isObject } from '../transports/rest/parameters.ts'
import { VirtualClock } from '../world/virtual-clock.ts'

/** The time at which every test begins. */
const START_MS = Date.UTC(2026, 0, 31, 9, 30)

/** What a call sends besides its address. */
export interface TestCall {
  /** The fields of a form; a list is sent as a repeated field. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>
  /** Sent in place of a form, as JSON. */
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestAnswer {
  readonly status: number
  /** The JSON of the answer; empty if there was none. */
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

/** An emulator on a virtual clock, and what a test needs to call it without a network. */
export interface TestEmulator extends Emulator {
  readonly clock: VirtualClock
  /** `path` may hold a query. With a form or JSON it is a POST, without a GET. */
  call(host: TwilioHost, path: string, call?: TestCall): Promise<TestAnswer>
  delete(host: TwilioHost, path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>
}

export function createTestEmulator(options: Partial<EmulatorOptions> = {}): TestEmulator {
  const clock = new VirtualClock(START_MS)
  const emulator = createEmulator({ seed: 1, ...options, clock })
  const { sid, authToken } = emulator.world.account
  const authorization = `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`

  async function send(host: TwilioHost, path: string, init: RequestInit): Promise<TestAnswer> {
    const headers = new Headers(init.headers)
    // A test that speaks as somebody else sends its own.
    if (!headers.has('Authorization')) headers.set('Authorization', authorization)
    const url = `http://emulator/__twilio/${host}${path}`
    const response = await emulator.fetch(new Request(url, { ...init, headers }))
    const text = await response.text()
    const body: unknown = text === '' ? {} : JSON.parse(text)
    return { status: response.status, body: isObject(body) ? body : {}, headers: response.headers }
  }

  return {
    ...emulator,
    clock,
    call: (host, path, call = {}) => send(host, path, requestOf(call)),
    delete: (host, path, headers = {}) => send(host, path, { method: 'DELETE', headers: { ...headers } }),
  }
}

function requestOf({ form, json, headers }: TestCall): RequestInit {
  if (json !== undefined) {
    return {
      method: 'POST',
      body: JSON.stringify(json),
      headers: { 'Content-Type': 'application/json', ...headers },
    }
  }
  if (form === undefined) return { method: 'GET', headers: { ...headers } }
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) {
    for (const item of typeof value === 'string' ? [value] : value) fields.append(name, item)
  }
  return { method: 'POST', body: fields, headers: { ...headers } }
}

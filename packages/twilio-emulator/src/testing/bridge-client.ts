import { createFlexToken } from '../services/iam/tokens.ts'
import { isObject } from '../transports/rest/parameters.ts'
import { EventBridge } from '../transports/event-bridge/event-bridge.ts'
import type { TestAnswer, TestEmulator } from './test-client.ts'
import { workerSid } from './test-interaction.ts'

/** What a desktop was told, in its own order. */
export interface Told {
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** The part of a Flex desktop that talks to the event bridge. */
export interface TestDesktop {
  readonly workerSid: string
  readonly told: readonly Told[]
  /** Whether the emulator has closed the socket. */
  readonly isClosed: boolean
  get(path: string, params?: object): Promise<TestAnswer>
  post(path: string, params: object): Promise<TestAnswer>
  /** Ends the connection, as a tab does that is closed. */
  leave(): void
}

const bridges = new WeakMap<TestEmulator, EventBridge>()

/**
 * Logs the worker in and connects. A path that begins with a slash is below the workspace; others, such as
 * `v1/Interactions`, are as they are.
 */
export function connectDesktop(emulator: TestEmulator, worker: string): TestDesktop {
  const { world } = emulator
  const bridge = bridges.get(emulator) ?? new EventBridge(world)
  bridges.set(emulator, bridge)
  const token = createFlexToken(world, workerSid(emulator, worker)).sid
  const told: Told[] = []
  const onClose: (() => void)[] = []
  let isClosed = false
  const leave = (): void => {
    isClosed = true
    for (const listener of onClose.splice(0)) listener()
  }
  const socket = {
    send: (message: string | Uint8Array) => told.push(...readFrame(String(message))),
    close: leave,
    cut: leave,
    onMessage: () => undefined,
    onClose: (listener: () => void) => onClose.push(listener),
  }
  bridge.open(socket, {
    host: 'event-bridge.twilio.com',
    path: '/v1/wschannels',
    emulatorUrl: 'http://emulator',
    query: new URLSearchParams({ token }),
  })
  const ask = (method: string, path: string, params: object): Promise<TestAnswer> => {
    const url = path.startsWith('/') ? `Workspaces/${world.account.workspaceSid}${path}` : path
    return emulator.call('event-bridge.twilio.com', '/v1/wschannels', { json: { url, method, params, token } })
  }
  return {
    workerSid: workerSid(emulator, worker),
    told,
    get isClosed() {
      return isClosed
    },
    get: (path, params = {}) => ask('GET', path, params),
    post: (path, params) => ask('POST', path, params),
    leave,
  }
}

function readFrame(text: string): Told[] {
  if (text.trim() === '') return []
  const frame: unknown = JSON.parse(text)
  if (!isObject(frame) || typeof frame['event_type'] !== 'string') throw new Error(`'${text}' is no frame.`)
  return [{ type: frame['event_type'], payload: isObject(frame['payload']) ? frame['payload'] : {} }]
}

/** The rows of a list that the bridge answered. */
export function contentsOf({ body }: TestAnswer): readonly Readonly<Record<string, unknown>>[] {
  const payload = payloadOf(body)
  const rows = payload['contents']
  return Array.isArray(rows) ? rows.filter(isObject) : []
}

export function payloadOf(body: TestAnswer['body']): Readonly<Record<string, unknown>> {
  const { payload } = body
  return isObject(payload) ? payload : {}
}

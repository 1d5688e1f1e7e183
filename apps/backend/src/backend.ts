import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { Connections, realTime, type Time } from '@conversation-transfer/twilio-gateway'
import type { Hono } from 'hono'
import type { Configuration } from './configuration/configuration.ts'
import { isLoopback } from './configuration/loopback.ts'
import type { Instruments } from './observability/instruments.ts'
import type { Log } from './observability/log.ts'
import { createPinoLog } from './observability/pino-log.ts'
import { createPrometheus } from './observability/prometheus.ts'
import type { Part } from './part.ts'
import type { Store } from './store/store.ts'
import { createApp } from './web/app.ts'
import { listen, type RunningServer } from './web/server.ts'
import { MarkBuffer } from './web/webhooks/mark-buffer.ts'
import type { WorkOptions } from './work/work-options.ts'

/** What the backend is put together from, besides what faces outward. */
export interface BackendParts {
  readonly openStore: (options: OpenStoreOptions) => Promise<Store>
  readonly startWork: (options: WorkOptions) => Part
}

export interface OpenStoreOptions {
  readonly store: Configuration['store']
  readonly log: Log
  readonly now?: () => number
}

/** What a playground or a test has of its own. */
export interface BackendOverrides {
  readonly time?: Time
  readonly log?: Log
  readonly connections?: WorkOptions['connections']
  /** Told of everything besides Prometheus. */
  readonly withProcessMetrics?: boolean
}

export interface Backend {
  /** Where its page is. */
  readonly url: string
  /** Takes nothing new, lets what is under way end, and closes the store. Takes less than ten seconds. */
  stop(): Promise<void>
}

/** Starts everything, or nothing: what was opened when a later part fails is closed again. */
export async function startBackend(
  configuration: Configuration,
  parts: BackendParts,
  overrides: BackendOverrides = {},
): Promise<Backend> {
  const processId = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`
  const time = overrides.time ?? realTime
  const now = (): number => time.now()
  const log = overrides.log ?? createPinoLog({ level: configuration.logLevel, processId })
  // A database has a clock of its own, which all processes share; only a time that is not real replaces it.
  const store = await parts.openStore({ store: configuration.store, log, ...(overrides.time && { now }) })
  const state: State = { isStopping: false }
  const marks = new MarkBuffer(store.schedule, time)
  const withProcess = overrides.withProcessMetrics ?? true
  const prometheus = createPrometheus({ store, processId, now, withProcess })
  const checks = [
    { name: 'store', check: () => store.check() },
    { name: 'not stopping', check: () => refuseWhile(state) },
  ]
  let server: RunningServer
  const answer: { app?: Hono } = {}
  try {
    server = await listen({ fetch: (request) => answer.app?.fetch(request) ?? notReady() }, configuration)
  } catch (error: unknown) {
    await store.close()
    throw error
  }
  const url = addressOf(configuration.host, server.port)
  const publicUrl = publicUrlOf(configuration, url)
  answer.app = createApp({ configuration: { ...configuration, publicUrl }, store, marks, prometheus, checks, log, now })
  const connections = overrides.connections ?? new Connections()
  const { instruments } = prometheus
  const work = parts.startWork(workOptions(configuration, { store, connections, time, processId, instruments, log }))
  log.info(
    { address: url, repairs: configuration.repairs, store: configuration.store.kind },
    `The backend listens on ${url}`,
  )
  if (publicUrl === undefined) log.warn({}, 'PUBLIC_URL is not set: webhooks are refused.')
  return { url, stop: () => stopAll({ state, server, marks, work, store, processId, log }) }
}

/** What comes to a loopback address can only have been sent to that address. */
function publicUrlOf({ publicUrl, host }: Configuration, ownUrl: string): string | undefined {
  return publicUrl ?? (isLoopback(host) ? ownUrl : undefined)
}

function notReady(): Response {
  return new Response('The backend is being started.', { status: 503 })
}

interface State {
  isStopping: boolean
}

type Given = Pick<WorkOptions, 'store' | 'connections' | 'time' | 'processId' | 'log'> & {
  readonly instruments: Instruments
}

function workOptions(configuration: Configuration, given: Given): WorkOptions {
  const { twilio, repairs, allowance, censusEveryMs, looksAtOnce, auditKeptMs } = configuration
  return {
    ...given,
    settings: twilio,
    chance: Math.random,
    repairs,
    allowance,
    censusEveryMs,
    looksAtOnce,
    auditKeptMs,
  }
}

/** Whoever sends requests here is told to send them elsewhere, before the door closes. */
function refuseWhile({ isStopping }: State): Promise<void> {
  return isStopping ? Promise.reject(new Error('The process stops.')) : Promise.resolve()
}

interface Everything {
  readonly state: State
  readonly server: RunningServer
  readonly marks: MarkBuffer
  readonly work: Part
  readonly store: Store
  readonly processId: string
  readonly log: Log
}

/** The door first, then what came in through it, then the work, and the store when nobody needs it any more. */
async function stopAll({ state, server, marks, work, store, processId, log }: Everything): Promise<void> {
  if (state.isStopping) return
  state.isStopping = true
  log.info({}, 'The backend stops.')
  await Promise.all([server.stop().then(() => marks.flushed()), work.stop()])
  await store.cluster.checkOut(processId).catch((error: unknown) => {
    log.warn({ err: error }, 'The other processes could not be told; they notice soon.')
  })
  await store.close()
  log.info({}, 'The backend has stopped.')
}

function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

import type { Emulator } from '@conversation-transfer/twilio-emulator'
import { emulatedConnections } from '@conversation-transfer/twilio-gateway/testing/emulated-connections.ts'
import { createPrometheus } from '../observability/prometheus.ts'
import type { Part } from '../part.ts'
import type { AuditEntry } from '../store/audit-trail.ts'
import { createMemoryStore } from '../store/memory/create-memory-store.ts'
import type { Store } from '../store/store.ts'
import { QUIET_LOG } from '../store/testing/quiet-log.ts'
import { createApp } from '../web/app.ts'
import { MarkBuffer } from '../web/webhooks/mark-buffer.ts'
import { startWork } from '../work/start-work.ts'
import type { SteppedTime } from './stepped-time.ts'
import type { WorkOptions } from '../work/work-options.ts'

/** Where the emulator's webhooks go; nothing listens there, and nothing needs to. */
export const WHOLE_BACKEND_URL = 'https://backend.example.com'

/** By default as long as in production (`CENSUS_SECONDS`). */
export const CENSUS_EVERY_MS = 180_000

const AUDIT_ENTRIES_MAX = 500

export interface WholeBackendOptions {
  /** On a `VirtualClock`, which `time` steps through. */
  readonly emulator: Emulator
  readonly time: SteppedTime
  readonly settings: WorkOptions['settings']
  readonly repairs?: WorkOptions['repairs']
}

/** A backend from its webhooks to its repairs, in one process with the emulator and without a network between them. */
export interface WholeBackend {
  readonly store: Store
  /** What a webhook's request is answered with; its work is done before any time passes. */
  receive(request: Request): Promise<Response>
  /** Lets time pass while a process works; it is stopped when the time is over, as by a new release. */
  work(durationMs: number): Promise<void>
  /** The audit trail, the oldest first. */
  audit(): Promise<readonly AuditEntry[]>
}

export function createWholeBackend({ emulator, time, settings, repairs = 'all' }: WholeBackendOptions): WholeBackend {
  const now = (): number => time.now()
  const store = createMemoryStore({ now })
  const marks = new MarkBuffer(store.schedule, AT_ONCE)
  const prometheus = createPrometheus({ store, processId: 'one', now, withProcess: false })
  const configuration = { twilio: settings, publicUrl: WHOLE_BACKEND_URL, accessToken: undefined, repairs }
  const app = createApp({ configuration, store, marks, prometheus, checks: [], log: QUIET_LOG, now })
  const start = (): Part =>
    startWork({
      store,
      settings,
      connections: emulatedConnections((call) => time.during(emulator.fetch(call))),
      time,
      chance: () => 0.5,
      processId: 'one',
      repairs,
      allowance: { perMinuteMax: 20, shareMax: 1, perMinuteMin: 20 },
      censusEveryMs: CENSUS_EVERY_MS,
      looksAtOnce: 4,
      auditKeptMs: 30 * 86_400_000,
      instruments: prometheus.instruments,
      log: QUIET_LOG,
    })
  return {
    store,
    receive: (request) => time.during(Promise.resolve(app.fetch(request))),
    work: async (durationMs) => {
      const process = start()
      await time.pass(durationMs)
      await process.stop()
    },
    audit: async () => (await store.audit.entries({ limit: AUDIT_ENTRIES_MAX })).toReversed(),
  }
}

/** Marks are written as soon as the event loop comes round: a webhook that waited for time would hold up time. */
const AT_ONCE = {
  after: (_durationMs: number, run: () => void): (() => void) => {
    const pending = setImmediate(run)
    return () => clearImmediate(pending)
  },
}

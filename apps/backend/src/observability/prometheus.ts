import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Store } from '../store/store.ts'
import type { StandingState } from '../store/standing.ts'
import type { Instruments } from './instruments.ts'
import { createCounted, createShared, type Counted, type Shared } from './metrics.ts'

export interface Prometheus {
  readonly instruments: Instruments
  /** What /metrics answers: what this process has counted, and what all of them share, read now. */
  text(): Promise<{ readonly body: string; readonly contentType: string }>
}

export interface PrometheusOptions {
  readonly store: Store
  readonly processId: string
  readonly now: () => number
  /** Node's own metrics. Tests go without: they observe the whole process. */
  readonly withProcess: boolean
}

export function createPrometheus(options: PrometheusOptions): Prometheus {
  const registry = new Registry()
  const shared = createShared(registry)
  if (options.withProcess) collectDefaultMetrics({ register: registry })
  return {
    instruments: instrumentsOf(createCounted(registry)),
    text: async () => {
      await readStore(shared, options)
      return { body: await registry.metrics(), contentType: registry.contentType }
    },
  }
}

function instrumentsOf(metrics: Counted): Instruments {
  return {
    looked: (result, durationMs, lateMs) => {
      metrics.looks.inc({ result })
      metrics.lookSeconds.observe(durationMs / 1000)
      metrics.lookLateSeconds.observe(Math.max(0, lateMs) / 1000)
    },
    repaired: (rule, outcome) => metrics.repairs.inc({ rule, outcome }),
    wasAlone: (durationMs) => metrics.aloneSeconds.observe(durationMs / 1000),
    called: (product, outcome, durationMs) => {
      metrics.calls.inc({ product, outcome })
      metrics.callSeconds.observe({ product }, durationMs / 1000)
    },
    heard: (source, outcome, lagMs) => {
      metrics.events.inc({ source, outcome })
      if (lagMs !== undefined) metrics.eventLagSeconds.observe({ source }, lagMs / 1000)
    },
    alarmed: (rule) => metrics.alarms.inc({ rule }),
  }
}

const STATES: readonly StandingState[] = ['attended', 'waiting', 'alone', 'not-ours', 'ended', 'unknown']

/** So many customers alone at once are an alarm whichever of them has waited longest. */
const ALONE_READ_MAX = 500

/** A store that does not answer must not keep Prometheus from hearing that. */
async function readStore(metrics: Shared, { store, processId, now }: PrometheusOptions): Promise<void> {
  try {
    const [counts, alone, frozen, processes] = await Promise.all([
      store.schedule.counts(),
      store.schedule.rows({ state: 'alone', limit: ALONE_READ_MAX }),
      store.allowance.frozen(),
      store.cluster.checkIn(processId),
    ])
    const secondsSince = (sinceMs: number | undefined): number =>
      sinceMs === undefined ? 0 : Math.max(0, now() - sinceMs) / 1000
    metrics.rows.set(counts.rows)
    metrics.due.set(counts.due)
    metrics.oldestDueSeconds.set(secondsSince(counts.oldestDueSinceMs))
    metrics.failing.set(counts.failing)
    for (const state of STATES) metrics.conversations.set({ state }, counts.byState[state] ?? 0)
    metrics.longestAloneSeconds.set(Math.max(0, ...alone.map(({ standing }) => secondsSince(standing?.aloneSinceMs))))
    metrics.frozen.set(frozen === undefined ? 0 : 1)
    metrics.processes.set(processes)
    metrics.storeUp.set(1)
  } catch {
    // What was read last would be taken for what is now.
    for (const gauge of READ_GAUGES) metrics[gauge].remove()
    for (const state of STATES) metrics.conversations.remove({ state })
    metrics.storeUp.set(0)
  }
}

const READ_GAUGES = [
  'rows',
  'due',
  'oldestDueSeconds',
  'failing',
  'longestAloneSeconds',
  'frozen',
  'processes',
] as const

import type { Configuration } from '../configuration/configuration.ts'
import type { Log } from '../observability/log.ts'
import type { Prometheus } from '../observability/prometheus.ts'
import type { Store } from '../store/store.ts'
import type { ReadinessCheck } from './operations/operation-routes.ts'
import type { MarkBuffer } from './webhooks/mark-buffer.ts'

/** Everything that what faces outward needs. */
export interface WebOptions {
  readonly configuration: Pick<Configuration, 'twilio' | 'publicUrl' | 'accessToken' | 'repairs'>
  readonly store: Store
  readonly marks: Pick<MarkBuffer, 'add'>
  readonly prometheus: Prometheus
  readonly checks: readonly ReadinessCheck[]
  readonly log: Log
  readonly now: () => number
}

import type { Time } from '@conversation-transfer/twilio-gateway'

/** The time of a run: people, processes and the network go by it. */
export interface RunTime extends Time {
  /** Since the run began. */
  readonly passedMs: number
  /** Time does not go on before the work has ended, where it can be held. */
  during<Value>(work: Promise<Value>): Promise<Value>
}

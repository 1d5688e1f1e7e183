import { realTime } from '@conversation-transfer/twilio-gateway'
import type { RunTime } from './run-time.ts'

/** For runs with processes of their own, which no virtual time reaches. */
export class RealTime implements RunTime {
  readonly #startMs = realTime.now()

  now(): number {
    return realTime.now()
  }

  get passedMs(): number {
    return this.now() - this.#startMs
  }

  wait(durationMs: number): Promise<void> {
    return realTime.wait(durationMs)
  }

  after(durationMs: number, run: () => void): () => void {
    return realTime.after(durationMs, run)
  }

  during<Value>(work: Promise<Value>): Promise<Value> {
    return work
  }
}

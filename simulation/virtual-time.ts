import { SteppedTime } from '@conversation-transfer/backend/testing/stepped-time.ts'
import { VirtualClock } from '@conversation-transfer/twilio-emulator'
import type { RunTime } from './run-time.ts'

/** A month in which nothing of the years before is in the way. */
const START_MS = Date.UTC(2026, 0, 31)

/** The one time of a run: the emulator's clock, and that of every process. Nothing depends on how fast the machine is. */
export class VirtualTime extends SteppedTime implements RunTime {
  constructor() {
    super(new VirtualClock(START_MS))
  }

  get passedMs(): number {
    return this.now() - START_MS
  }
}

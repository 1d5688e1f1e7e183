import type { VirtualClock } from '@conversation-transfer/twilio-emulator'
import type { Time } from '../time.ts'

/** Whoever waits lets time pass; a call takes none, unless the emulator delays its answer. */
export function virtualTime(clock: VirtualClock): Time {
  return {
    now: () => clock.now(),
    wait: (durationMs) => {
      clock.advanceBy(durationMs)
      return Promise.resolve()
    },
    after: (durationMs, run) => clock.schedule(clock.now() + durationMs, run),
  }
}

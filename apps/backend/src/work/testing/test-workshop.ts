import { VirtualClock } from '@conversation-transfer/twilio-emulator'
import { NO_INSTRUMENTS, type Instruments } from '../../observability/instruments.ts'
import type { AuditEntry } from '../../store/audit-trail.ts'
import { createMemoryStore } from '../../store/memory/create-memory-store.ts'
import type { Claim } from '../../store/schedule.ts'
import { QUIET_LOG } from '../../store/testing/quiet-log.ts'
import { testMark } from '../../store/testing/test-marks.ts'
import type { Store } from '../../store/store.ts'
import { SteppedTime } from '../../testing/stepped-time.ts'
import type { Workshop } from '../workshop.ts'
import { LOOKED_MS } from './test-round.ts'

/** What a look works with besides Twilio, on a store in memory. */
export interface TestWorkshop extends Pick<Workshop, 'store' | 'allowance' | 'instruments' | 'log'> {
  readonly time: SteppedTime
  /** What was counted, each as `name label`. */
  readonly counted: readonly string[]
  /** How long customers had had nobody, each time that was over. */
  readonly aloneMs: readonly number[]
}

export function testWorkshop(): TestWorkshop {
  const time = new SteppedTime(new VirtualClock(LOOKED_MS))
  const counted: string[] = []
  const aloneMs: number[] = []
  const instruments: Instruments = {
    ...NO_INSTRUMENTS,
    repaired: (rule, outcome) => void counted.push(`${rule} ${outcome}`),
    alarmed: (rule) => void counted.push(`alarm ${rule}`),
    wasAlone: (durationMs) => void aloneMs.push(durationMs),
  }
  const store = createMemoryStore({ now: () => time.now() })
  const allowance = { perMinuteMax: 20, shareMax: 0.5, perMinuteMin: 2 }
  return { time, store, allowance, instruments, log: QUIET_LOG, counted, aloneMs }
}

/** The row of a conversation as a process gets it that begins to look. */
export async function claimed({ schedule }: Pick<Store, 'schedule'>, number = 1): Promise<Claim> {
  await schedule.mark([testMark(number)])
  const [claim] = await schedule.claim(1)
  if (claim === undefined) throw new Error('Nothing is due.')
  return claim
}

/** The oldest first. */
export async function auditTrail({ audit }: Pick<Store, 'audit'>): Promise<readonly AuditEntry[]> {
  return (await audit.entries({ limit: 100 })).toReversed()
}

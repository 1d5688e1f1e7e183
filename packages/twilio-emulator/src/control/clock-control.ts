import { z } from 'zod'
import { AdjustableClock } from '../world/adjustable-clock.ts'
import type { Clock } from '../world/clock.ts'
import { VirtualClock } from '../world/virtual-clock.ts'
import { ControlError } from './control-error.ts'

/** A year: further than any timer of Twilio's that the emulator has. */
const ADVANCE_MS_MAX = 366 * 24 * 60 * 60 * 1000

const ModeRequest = z.strictObject({ mode: z.enum(['manual', 'real']) })
const AdvanceRequest = z.strictObject({ ms: z.int().min(0).max(ADVANCE_MS_MAX) })

/** `GET /__emulator/clock`. `mode` is `manual` where time passes only when it is told to. */
export function readClock(clock: Clock): object {
  const nowMs = clock.now()
  return { mode: modeOf(clock), now: new Date(nowMs).toISOString(), nowMs }
}

/** `POST /__emulator/clock {mode}`. */
export function setClockMode(clock: Clock, body: unknown): object {
  const { mode } = ModeRequest.parse(body)
  if (clock instanceof AdjustableClock) clock.setMode(mode)
  else if (modeOf(clock) !== mode) {
    throw new ControlError(409, `This emulator's clock is ${modeOf(clock)} and cannot become ${mode}.`)
  }
  return readClock(clock)
}

/**
 * `POST /__emulator/clock/advance {ms}`: everything that falls due on the way happens. What waits on the clock waits for
 * this: routing, timeouts, read lags, delayed answers, and webhooks before they leave.
 */
export function advanceClock(clock: Clock, body: unknown): object {
  const { ms } = AdvanceRequest.parse(body)
  if (!(clock instanceof VirtualClock || clock instanceof AdjustableClock) || modeOf(clock) === 'real') {
    const how = 'start the emulator with --clock manual, or POST {"mode": "manual"} to /__emulator/clock'
    throw new ControlError(409, `The clock runs by itself and cannot be moved: ${how}.`)
  }
  clock.advanceBy(ms)
  return readClock(clock)
}

function modeOf(clock: Clock): 'manual' | 'real' {
  if (clock instanceof AdjustableClock) return clock.mode
  return clock instanceof VirtualClock ? 'manual' : 'real'
}

import type { Bench } from './bench.ts'
import { Unanswerable } from './unanswerable.ts'

/** What has not happened by then is taken not to happen. A transfer waits for less. */
const NEVER_MS = 5_000

/** What everything else rests on is waited for so long: Twilio does it in the background, and some of it takes its time. */
const EXPECTED_MS_MAX = 15_000
const STEP_MS = 250

/** Lags are looked at closely at first: most are shorter than a second. */
const FINE_STEP_MS = 10
const FINE_MS_MAX = 1_000
const COARSE_STEP_MS = 100
const LAG_MS_MAX = 20_000

interface Looking {
  readonly limitMs: number
  readonly stepMs: (elapsedMs: number) => number
}

interface Seen<Value> {
  readonly value: Value
  /** From the call of the function to the beginning of the read that showed it. */
  readonly afterMs: number
}

type Read<Value> = () => Promise<Value | undefined>

/** Waits for what has to be before a question can be asked. */
export async function expected<Value>(bench: Bench, what: string, read: Read<Value>): Promise<Value> {
  const found = await look(bench, { limitMs: EXPECTED_MS_MAX, stepMs: () => STEP_MS }, read)
  if (found !== undefined) return found.value
  throw new Unanswerable(`Waited ${EXPECTED_MS_MAX / 1000} s in vain until ${what}.`)
}

/** What happens within `NEVER_MS`, or undefined: the question itself. */
export async function happens<Value>(bench: Bench, read: Read<Value>): Promise<Value | undefined> {
  const found = await look(bench, { limitMs: NEVER_MS, stepMs: () => STEP_MS }, read)
  return found?.value
}

/** As closely as it can be told when something is seen for the first time; undefined if it is not. */
export function firstSeen<Value>(bench: Bench, read: Read<Value>): Promise<Seen<Value> | undefined> {
  const stepMs = (elapsedMs: number): number => (elapsedMs < FINE_MS_MAX ? FINE_STEP_MS : COARSE_STEP_MS)
  return look(bench, { limitMs: LAG_MS_MAX, stepMs }, read)
}

/** How many milliseconds it takes until `what` is seen. */
export async function lagUntil(bench: Bench, what: string, read: Read<unknown>): Promise<number> {
  const found = await firstSeen(bench, read)
  if (found !== undefined) return found.afterMs
  throw new Unanswerable(`Waited ${LAG_MS_MAX / 1000} s in vain until ${what}.`)
}

async function look<Value>({ time }: Bench, looking: Looking, read: Read<Value>): Promise<Seen<Value> | undefined> {
  const beganMs = time.now()
  for (;;) {
    const afterMs = time.now() - beganMs
    const value = await read()
    if (value !== undefined) return { value, afterMs }
    if (afterMs >= looking.limitMs) return undefined
    await time.wait(looking.stepMs(afterMs))
  }
}

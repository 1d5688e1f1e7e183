import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'

/** How far back is looked where the query does not say so, in minutes (TR-31, TR-33). */
const DEFAULT_MINUTES = 15

export interface Period {
  readonly fromMs: number
  readonly untilMs: number
}

/** The time that a query is about: Minutes, or StartDate and EndDate. A start date takes the place of the minutes. */
export function periodOf(world: World, query: URLSearchParams): Period {
  const minutes = query.get('Minutes') ?? String(DEFAULT_MINUTES)
  if (!/^\d{1,9}$/.test(minutes)) throw invalidParameter(`Minutes must be a whole number, not '${minutes}'`)
  const nowMs = world.clock.now()
  const fromMs = date(query, 'StartDate') ?? nowMs - Number(minutes) * 60_000
  return { fromMs, untilMs: date(query, 'EndDate') ?? nowMs }
}

function date(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw invalidParameter(`${name} must be a date in ISO 8601, not '${text}'`)
  return ms
}

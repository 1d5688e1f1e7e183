import { invalidConversation } from './conversation-errors.ts'

const DURATION = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/
const MINUTE_MS = 60_000

/** The parameters `Timers.Inactive` and `Timers.Closed`: ISO 8601 durations with a least length (CV-7). */
export function timerFields(form: URLSearchParams): {
  readonly inactiveAfterMs: number | undefined
  readonly closedAfterMs: number | undefined
} {
  const inactiveAfterMs = durationMs(form.get('Timers.Inactive'), () => {
    return invalidConversation(50379, 'TimeToInactive format is invalid')
  })
  const closedAfterMs = durationMs(form.get('Timers.Closed'), () => {
    return invalidConversation(50380, 'TimeToClosed format is invalid')
  })
  if (inactiveAfterMs !== undefined && inactiveAfterMs < MINUTE_MS) {
    throw invalidConversation(50375, 'TimeToInactive should be greater or equal to 1 minute')
  }
  if (closedAfterMs !== undefined && closedAfterMs < 10 * MINUTE_MS) {
    throw invalidConversation(50376, 'TimeToClosed should be greater or equal to 10 minutes')
  }
  return { inactiveAfterMs, closedAfterMs }
}

function durationMs(text: string | null, invalid: () => Error): number | undefined {
  if (text === null) return undefined
  const match = DURATION.exec(text)
  if (match === null || !/\d/.test(text)) throw invalid()
  const [days, hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0))
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000
}

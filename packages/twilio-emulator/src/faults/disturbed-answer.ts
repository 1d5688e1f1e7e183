import { errorResponse } from '../transports/rest/error-response.ts'
import { TwilioError } from '../transports/rest/twilio-error.ts'
import type { Clock } from '../world/clock.ts'
import { brokenConnection } from './broken-connection.ts'
import type { CallFault } from './fault.ts'

/**
 * The answer to a call that a fault has struck. A delay lasts on the emulator's clock: with a manual clock the answer
 * waits until somebody lets the time pass.
 */
export async function disturbedAnswer(
  fault: CallFault,
  answer: () => Promise<Response>,
  clock: Clock,
): Promise<Response> {
  if (fault.kind === 'delay') return delayed(fault, answer, clock)
  if (fault.kind === 'clock-skew') return dated(await answer(), clock.now() + fault.skewMs)
  if (fault.when === 'after') await answer()
  return fault.kind === 'status' ? failed(fault) : brokenConnection()
}

/** The answer with the time at Twilio (AC-3). */
export function dated(response: Response, atMs: number): Response {
  response.headers.set('Date', new Date(atMs).toUTCString())
  return response
}

async function delayed(
  { when, delayMs }: Extract<CallFault, { kind: 'delay' }>,
  answer: () => Promise<Response>,
  clock: Clock,
): Promise<Response> {
  if (when === 'before') {
    await pass(clock, delayMs)
    return answer()
  }
  const response = await answer()
  await pass(clock, delayMs)
  return response
}

const MESSAGES: Readonly<Record<number, string>> = {
  429: 'Too Many Requests',
  500: 'An internal server error has occurred',
  503: 'Service Unavailable',
}

function failed({ status, code, message, retryAfterSeconds }: Extract<CallFault, { kind: 'status' }>): Response {
  // Twilio's general codes are 20000 and the status: 20404, 20429, 20500, 20503.
  const error = new TwilioError(status, code ?? 20_000 + status, message ?? MESSAGES[status] ?? 'Emulated fault')
  const response = errorResponse(error)
  if (retryAfterSeconds !== undefined) response.headers.set('Retry-After', String(retryAfterSeconds))
  return response
}

function pass(clock: Clock, durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(clock.now() + durationMs, resolve)
  })
}

import { TwilioFailure } from '@conversation-transfer/twilio-gateway'

/** Writes a defect of ours to the Function's log. */
export function logDefect(error: unknown): void {
  write('error', { what: 'defect', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}

/** Writes what Twilio did not do: a person who is told "try again" should not be the only one who knows. */
export function logFailure(failure: unknown, about: Readonly<Record<string, unknown>>): void {
  if (!(failure instanceof TwilioFailure)) return
  const { kind, status, message } = failure
  write('warn', { what: 'twilio-failure', kind, status, message, ...about })
}

/** Writes a sentence for each configured value that could not be used. */
export function logPolicyProblems(problems: readonly string[]): void {
  for (const problem of problems) write('warn', { what: 'configuration', problem })
}

/** Twilio collects what a Function writes to the console; there is no other log. */
function write(level: 'warn' | 'error', entry: Readonly<Record<string, unknown>>): void {
  // oxlint-disable-next-line eslint/no-console
  console[level](JSON.stringify({ level, ...entry }))
}

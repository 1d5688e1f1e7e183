/** Writes a defect of ours to the Function's log. */
export function logDefect(error: unknown): void {
  // Twilio collects what a Function writes to the console; there is no other log.
  // oxlint-disable-next-line eslint/no-console
  console.error(error)
}

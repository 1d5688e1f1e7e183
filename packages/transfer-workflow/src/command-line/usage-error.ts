/** What a person has to correct before the command can run. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

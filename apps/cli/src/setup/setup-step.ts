/** One thing that transfers need in an account. Each is found again by itself, so that a set-up can be run as often as one likes. */
export interface SetupStep {
  /** One word, for `--json`. */
  readonly name: string
  /** What would be done, as a sentence in the present tense; undefined where everything is there. */
  plan(): Promise<string | undefined>
  apply(): Promise<void>
  /** What would be taken back, and only if a set-up has made it; undefined where there is nothing of that. */
  planRemoval(): Promise<string | undefined>
  remove(): Promise<void>
}

/** Something that the account has asked to be told, and where. */
export interface Webhook {
  readonly eventType: string
  /** The address as it was set, with the connection overrides in its fragment. */
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly parameters: Readonly<Record<string, string>>
  /** How long this product waits for an answer (WH-4). */
  readonly answerTimeoutMs: number
}

/** The parameters that have a value. */
export function given(parameters: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  const set: Record<string, string> = {}
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) set[name] = String(value)
  return set
}

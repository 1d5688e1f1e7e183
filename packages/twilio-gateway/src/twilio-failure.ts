/** Why a call of Twilio gave no answer that one could work with. */
export type TwilioFailureKind =
  /** 429: the call was not processed, and may be repeated later. */
  | 'limited'
  /** Nothing was changed: a read that Twilio could not answer, or a call that never left. */
  | 'unavailable'
  /** A change was asked for, and what became of it is not known: no answer in time, or an error of Twilio's own. */
  | 'outcomeUnknown'
  /** 401: the account's credentials are wrong. */
  | 'unauthorized'
  /** The time for the command was over before the call began; what was done before, was done. */
  | 'outOfTime'
  /** Twilio understood the call and does not accept it. */
  | 'rejected'
  /** The answer does not have the shape that Twilio documents. */
  | 'undecodable'

export class TwilioFailure extends Error {
  override readonly name = 'TwilioFailure'
  readonly kind: TwilioFailureKind
  /** The HTTP status; undefined if there was no answer. */
  readonly status: number | undefined

  constructor(kind: TwilioFailureKind, message: string, details: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.status = details.status
  }
}

/** The value, or undefined where Twilio says that there is no such thing. */
export async function unlessNotFound<Value>(pending: Promise<Value>): Promise<Value | undefined> {
  try {
    return await pending
  } catch (error: unknown) {
    if (error instanceof TwilioFailure && error.status === 404) return undefined
    throw error
  }
}

/** Why a call of Twilio gave no answer that one could work with. */
export type TwilioFailureKind =
  /** 429: the call was not processed, and may be repeated later. */
  | 'limited'
  /** Nothing was changed: a read that Twilio could not answer, or a call that never left. */
  | 'unavailable'
  /** The call was not begun: the time for the whole command is over. */
  | 'outOfTime'
  /** A change was asked for, and what became of it is not known: no answer in time, or an error of Twilio's own. */
  | 'outcomeUnknown'
  /** 401: Twilio does not take the account's sid and auth token. */
  | 'unauthorized'
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
    if (isAnswered(error, 404)) return undefined
    throw error
  }
}

/** Whether Twilio answered with one of these statuses. */
export function isAnswered(error: unknown, ...statuses: readonly number[]): error is TwilioFailure {
  return error instanceof TwilioFailure && error.status !== undefined && statuses.includes(error.status)
}

import {
  FAILURES,
  REFUSALS,
  type CommandAnswer,
  type Failed,
  type FailureCode,
  type Known,
  type LookAnswer,
} from '@conversation-transfer/transfer'
import { CommandFailure, TwilioFailure, type TwilioFailureKind } from '@conversation-transfer/twilio-gateway'

export type Answer = CommandAnswer | LookAnswer

/** The HTTP status that goes with an answer. */
export function statusOf(answer: Answer): number {
  switch (answer.result) {
    case 'done':
    case 'seen':
      return 200
    case 'refused':
      return REFUSALS[answer.code].status
    case 'failed':
      return FAILURES[answer.code].status
  }
}

export interface FailureDetails {
  /** What exactly went wrong; without it, the code's own sentence has to do. */
  readonly because?: string
  readonly known?: Known
}

export function failed(code: FailureCode, { because, known }: FailureDetails = {}): Failed {
  const { sentence } = FAILURES[code]
  return {
    result: 'failed',
    code,
    message: because === undefined ? sentence : `${sentence} ${because}`,
    ...(known === undefined ? {} : { known }),
    mayRepeat: REPEATABLE.has(code),
  }
}

/** Failures that pass: the same request sent again goes on where this request stopped. */
const REPEATABLE: ReadonlySet<FailureCode> = new Set(['twilio_limiting', 'twilio_unavailable', 'outcome_unknown'])

/** The answer to a failure of Twilio's; undefined for an error that is our own. */
export function failureOf(error: unknown): Failed | undefined {
  if (error instanceof CommandFailure)
    return failed(FAILURE_CODES[error.cause.kind], { because: error.message, known: error.known })
  if (error instanceof TwilioFailure) return failed(FAILURE_CODES[error.kind], { because: error.message })
  return undefined
}

/** What a Function answers where Twilio fails it. */
const FAILURE_CODES = {
  limited: 'twilio_limiting',
  unavailable: 'twilio_unavailable',
  outcomeUnknown: 'outcome_unknown',
  rejected: 'twilio_rejected',
  undecodable: 'twilio_unavailable',
  unauthorized: 'not_configured',
  outOfTime: 'outcome_unknown',
} as const satisfies Record<TwilioFailureKind, FailureCode>

/** Why a command could be neither carried out nor refused. The list is closed. */
export type FailureCode = keyof typeof FAILURES

interface FailureRule {
  readonly status: 400 | 401 | 403 | 429 | 500 | 502 | 503 | 504
  readonly sentence: string
}

export const FAILURES = {
  malformed: { status: 400, sentence: 'The request is not valid.' },
  token_invalid: { status: 401, sentence: 'The Flex token is not valid. Log in to Flex again.' },
  not_allowed: { status: 403, sentence: 'You are not in this conversation, and you are not a supervisor.' },
  not_configured: { status: 500, sentence: 'The transfer Functions are not set up completely.' },
  internal: { status: 500, sentence: 'Something went wrong in the transfer Functions.' },
  twilio_limiting: { status: 429, sentence: 'Twilio takes no more requests for the moment.' },
  twilio_rejected: { status: 502, sentence: 'Twilio does not accept it.' },
  twilio_unavailable: { status: 503, sentence: 'Twilio cannot be reached, or cannot do it now.' },
  outcome_unknown: { status: 504, sentence: 'Twilio did not answer in time, so it is not known whether it was done.' },
} as const satisfies Readonly<Record<string, FailureRule>>

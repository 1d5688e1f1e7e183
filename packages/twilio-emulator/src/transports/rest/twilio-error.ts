/**
 * An error as Twilio answers it: an HTTP status and a body of `code`, `message`, `more_info`, `status`.
 * Source (documented): https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions
 */
export class TwilioError extends Error {
  override readonly name = 'TwilioError'
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  toJson(): object {
    const { status, code, message } = this
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }
  }
}

/** A parameter is missing or wrong. */
export function invalidParameter(message: string): TwilioError {
  return new TwilioError(400, 20001, message)
}

export function authenticationFailed(): TwilioError {
  return new TwilioError(401, 20003, 'Authentication Error - invalid username')
}

/** Twilio has it and the emulator has not; the code is the emulator's own. */
export function notBuilt(message: string): TwilioError {
  return new TwilioError(501, 20501, message)
}

/** Observed: the message names the path that was asked for, without its host. */
export function notFound(path: string): TwilioError {
  return new TwilioError(404, 20404, `The requested resource ${path} was not found`)
}

/** The resource has moved on since the version that If-Match names. The code in the body is assumed. */
export function preconditionFailed(path: string): TwilioError {
  return new TwilioError(412, 20412, `The version of ${path} is not the one in If-Match; GET the latest and try again.`)
}

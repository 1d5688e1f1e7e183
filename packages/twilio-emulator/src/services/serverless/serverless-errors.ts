import { TwilioError } from '../../transports/rest/twilio-error.ts'

/** What there is already, or what is under way already. That it is a 409 is observed, its code assumed (SL-1). */
export function conflict(message: string): TwilioError {
  return new TwilioError(409, 20409, message)
}

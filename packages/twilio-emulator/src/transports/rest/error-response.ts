import type { TwilioError } from './twilio-error.ts'

/** An error on the wire, as Twilio answers it. */
export function errorResponse(error: TwilioError): Response {
  return Response.json(error.toJson(), { status: error.status })
}

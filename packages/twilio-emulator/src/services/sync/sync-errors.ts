import { TwilioError } from '../../transports/rest/twilio-error.ts'

/**
 * The errors of Sync. The codes and their first sentences are those of Twilio's error dictionary; the HTTP statuses
 * follow from what each means, and 412 for a revision that does not match is documented (SY-5).
 */
export function serviceNotFound(sid: string): TwilioError {
  return new TwilioError(404, 54050, `Service Instance not found: ${sid}`)
}

export function documentNotFound(sid: string): TwilioError {
  return new TwilioError(404, 54100, `Document not found: ${sid}`)
}

export function listNotFound(sid: string): TwilioError {
  return new TwilioError(404, 54150, `List not found: ${sid}`)
}

export function listItemNotFound(index: string): TwilioError {
  return new TwilioError(404, 54151, `List Item not found: ${index}`)
}

export function mapNotFound(sid: string): TwilioError {
  return new TwilioError(404, 54200, `Map not found: ${sid}`)
}

export function itemNotFound(key: string): TwilioError {
  return new TwilioError(404, 54201, `Map Item not found: ${key}`)
}

export function itemExists(key: string): TwilioError {
  return new TwilioError(409, 54208, `Map Item already exists: ${key}`)
}

export function uniqueNameNotFound(name: string): TwilioError {
  return new TwilioError(404, 54300, `Unique name not found: ${name}`)
}

export function uniqueNameExists(name: string): TwilioError {
  return new TwilioError(409, 54301, `Unique name already exists: ${name}`)
}

export function dataTooLarge(bytes: number, bytesMax: number): TwilioError {
  return new TwilioError(413, 54006, `Request entity too large: Data holds ${bytes} bytes, at most ${bytesMax}`)
}

/** What is changed under a condition, by the code of the error that says that the condition is not met. */
const CONDITIONAL = { 54103: 'Document', 54155: 'List Item', 54205: 'Map Item' } as const

export type RevisionMismatch = keyof typeof CONDITIONAL

export function revisionMismatch(code: RevisionMismatch, revision: number): TwilioError {
  return new TwilioError(412, code, `${CONDITIONAL[code]} revision mismatch: the current revision is ${revision}`)
}

export function invalidSync(code: number, message: string): TwilioError {
  return new TwilioError(400, code, message)
}

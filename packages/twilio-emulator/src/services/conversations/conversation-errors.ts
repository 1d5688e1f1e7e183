import { TwilioError } from '../../transports/rest/twilio-error.ts'

/**
 * The errors of Conversations. Codes and first sentences are those of Twilio's error dictionary (documented, CV-3); the
 * HTTP status of 50433 is documented, the other statuses are assumed from what each error means.
 */
export function conversationNotFound(sid: string): TwilioError {
  return new TwilioError(404, 50350, `Conversation not found: ${sid}`)
}

export function uniqueNameTaken(uniqueName: string): TwilioError {
  return new TwilioError(409, 50353, `Conversation with provided unique name already exists: ${uniqueName}`)
}

export function conversationClosed(): TwilioError {
  return new TwilioError(400, 50377, "Can't update conversation as it's in final closed state")
}

export function participantNotFound(sid: string): TwilioError {
  return new TwilioError(404, 50432, `Participant not found: ${sid}`)
}

export function participantExists(identity: string): TwilioError {
  return new TwilioError(409, 50433, `Participant already exists: ${identity}`)
}

/** The message names the conversation that holds the pair, so that the caller can use or close that one (CV-8). */
export function bindingInUse(conversationSid: string): TwilioError {
  const what = 'A binding for this participant and proxy address already exists in Conversation'
  return new TwilioError(409, 50416, `${what} ${conversationSid}`)
}

export function invalidConversation(code: number, message: string): TwilioError {
  return new TwilioError(400, code, message)
}

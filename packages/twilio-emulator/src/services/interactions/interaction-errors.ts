import { TwilioError } from '../../transports/rest/twilio-error.ts'

/**
 * The errors of the Interactions API. The codes and their sentences are those of Twilio's error dictionary; which HTTP
 * status each comes with, and that a call answers it at once, is not documented: these are assumed (IN-16).
 */
export function duplicateChannel(conversationSid: string, channelSid: string): TwilioError {
  const what = `The Conversation sid ${conversationSid} already has a mapped Channel sid ${channelSid}`
  return new TwilioError(409, 45353, `A duplicate create Channel request was dropped. ${what}`)
}

export function conversationIsClosed(conversationSid: string): TwilioError {
  return new TwilioError(400, 45354, `Cannot create a Channel for a closed Conversation: ${conversationSid}`)
}

export function noParticipants(conversationSid: string): TwilioError {
  return new TwilioError(400, 45355, `Failed to create a channel. No Participants found in ${conversationSid}`)
}

export function cannotJoinClosed(): TwilioError {
  return new TwilioError(400, 45376, 'Failed to add a participant. Conversation was closed or not found.')
}

export function addNotAllowed(why: string): TwilioError {
  return new TwilioError(400, 45307, `Add Participant Not Allowed: ${why}`)
}

export function channelConflict(why: string): TwilioError {
  return new TwilioError(409, 45007, `Resource Conflict Error: ${why}`)
}

import type { Observation } from './observation.ts'

/**
 * Whether the conversation that was read is the one of the channel. The client names both, and is believed only if a
 * participant or a task of the channel says so: else a request could write into somebody else's conversation.
 */
export function isOneConversation({ conversation, participants, tasks }: Observation): boolean {
  const named = [
    ...participants.map(({ conversationSid }) => conversationSid),
    // Older tasks carry the channel's sid under this name (documented, in the samples of parking an interaction).
    ...tasks.map((task) => (task.status === 'gone' ? undefined : task.attributes['conversationSid'])),
  ].filter((sid) => typeof sid === 'string' && sid.startsWith('CH'))
  return named.length > 0 && named.every((sid) => sid === conversation.sid)
}

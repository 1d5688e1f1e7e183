import type { Observation, ObservedMessage, ObservedParticipant } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { listMembers, type Member } from './conversations.ts'
import { decode } from './decode.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** The newest message of the conversation, and whether the customer wrote it. */
export async function fetchLastMessage(
  client: Twilio,
  { conversation, participants }: Observation,
): Promise<ObservedMessage | 'none'> {
  const { messages } = client.conversations.v1.conversations(conversation.sid)
  const [answer, members] = await Promise.all([
    unlessNotFound(messages.list({ order: 'desc', limit: 1 })),
    listMembers(client, conversation.sid),
  ])
  const [last] = decode(z.array(message), answer ?? [], 'messages')
  if (last === undefined) return 'none'
  return { byCustomer: byCustomer(last, customersAmong(participants), members), atMs: last.dateCreated.getTime() }
}

const message = z.object({ author: z.string().nullish(), participantSid: z.string().nullish(), dateCreated: z.date() })

function customersAmong(participants: readonly ObservedParticipant[]): ObservedParticipant[] {
  return participants.filter(({ type }) => type === 'customer')
}

/**
 * A message names the participant who wrote it, and its author, an identity or an address (CV-10). Who has left the
 * conversation is not listed any more: so what no customer wrote was written by somebody else, if all customers are known.
 */
function byCustomer(
  { author, participantSid }: z.infer<typeof message>,
  customers: readonly ObservedParticipant[],
  members: readonly Member[],
): ObservedMessage['byCustomer'] {
  const known = new Set(customers.flatMap(({ memberSid }) => memberSid ?? []))
  const authors = members.flatMap((member) => (known.has(member.sid) ? member.authors : []))
  const wrote = (participantSid && known.has(participantSid)) || (author && authors.includes(author))
  if (wrote) return 'yes'
  return customers.length > 0 && customers.every(({ memberSid }) => memberSid !== undefined) ? 'no' : 'unknown'
}

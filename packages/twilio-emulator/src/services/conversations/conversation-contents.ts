import type { World } from '../../world/world.ts'
import type { ConversationParticipant, ConversationWebhook, Message, MessagingBinding } from './state.ts'

/** Who is in the conversation now, in the order in which they joined. */
export function participantsOf(world: World, conversationSid: string): ConversationParticipant[] {
  return participantsUnder(world, conversationSid)
}

/** The participants of this identity or pair of addresses in open conversations: what limits count (CV-8, CV-9). */
export function openParticipants(world: World, who: string | MessagingBinding): ConversationParticipant[] {
  return participantsUnder(world, typeof who === 'string' ? openIdentityKey(who) : openBindingKey(who))
}

/** A closed conversation no longer counts for limits; without this each join would count all of an agent's past. */
export function forgetOpenParticipants(world: World, conversationSid: string): void {
  for (const participant of participantsOf(world, conversationSid)) {
    for (const key of openKeysOf(participant)) world.conversations.participantIndex.remove(key, participant.sid)
  }
}

/** All participants of this identity, or with this address of their own, whatever the state of their conversation. */
export function participantsNamed(
  world: World,
  who: { readonly identity: string } | { readonly address: string },
): ConversationParticipant[] {
  return participantsUnder(world, 'identity' in who ? identityKey(who.identity) : addressKey(who.address))
}

export function putParticipant(world: World, participant: ConversationParticipant): ConversationParticipant {
  const { participants, participantIndex } = world.conversations
  for (const key of [...keysOf(participant), ...openKeysOf(participant)]) participantIndex.add(key, participant.sid)
  return participants.put(participant)
}

export function dropParticipant(world: World, participant: ConversationParticipant): void {
  const { participants, participantIndex } = world.conversations
  for (const key of [...keysOf(participant), ...openKeysOf(participant)]) participantIndex.remove(key, participant.sid)
  participants.delete(participant.sid)
}

/** In the order of their indexes. */
export function messagesOf(world: World, conversationSid: string): Message[] {
  const { messages, messageIndex } = world.conversations
  const rows = messageIndex.sids(conversationSid).map((sid) => messages.get(sid))
  return rows.filter((row) => row !== undefined)
}

export function webhooksOf(world: World, conversationSid: string): ConversationWebhook[] {
  const { webhooks, webhookIndex } = world.conversations
  const rows = webhookIndex.sids(conversationSid).map((sid) => webhooks.get(sid))
  return rows.filter((row) => row !== undefined)
}

function participantsUnder(world: World, key: string): ConversationParticipant[] {
  const { participants, participantIndex } = world.conversations
  const rows = participantIndex.sids(key).map((sid) => participants.get(sid))
  return rows.filter((row) => row !== undefined)
}

function keysOf({ conversationSid, identity, messagingBinding }: ConversationParticipant): string[] {
  const keys = [conversationSid]
  if (identity !== undefined) keys.push(identityKey(identity))
  if (messagingBinding !== undefined) keys.push(addressKey(messagingBinding.address))
  return keys
}

function openKeysOf({ identity, messagingBinding }: ConversationParticipant): string[] {
  const keys = identity === undefined ? [] : [openIdentityKey(identity)]
  return messagingBinding === undefined ? keys : [...keys, openBindingKey(messagingBinding)]
}

function identityKey(identity: string): string {
  return `identity ${identity}`
}

function addressKey(address: string): string {
  return `address ${address}`
}

function openIdentityKey(identity: string): string {
  return `open identity ${identity}`
}

function openBindingKey({ address, proxyAddress }: MessagingBinding): string {
  return `open pair ${address} ${proxyAddress}`
}

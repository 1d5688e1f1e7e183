import {
  conversationParticipantsOf,
  customerName,
  workerIdentity,
  type ConversationParticipant,
  type Worker,
  type World,
} from '@conversation-transfer/twilio-emulator'
import { z } from 'zod'

const WorkerAttributes = z.object({ full_name: z.string() })

/** How a worker is called in texts for people. */
export function fullNameOf({ attributes, friendlyName }: Worker): string {
  return WorkerAttributes.safeParse(JSON.parse(attributes)).data?.full_name ?? friendlyName
}

/** The worker who is called so in conversations. */
export function workerOfIdentity(world: World, identity: string): Worker | undefined {
  return world.taskrouter.workers.all().find((worker) => workerIdentity(worker).identity === identity)
}

/** Whoever is in a conversation and is none of the workers; the first, if there are several. */
export function customerOf(world: World, conversationSid: string): ConversationParticipant | undefined {
  return conversationParticipantsOf(world, conversationSid).find((participant) => isCustomer(world, participant))
}

export function isCustomer(world: World, { identity }: ConversationParticipant): boolean {
  return identity === undefined || workerOfIdentity(world, identity) === undefined
}

/** The name that the customer gave, or else the address or identity. */
export function customerTitle(participant: ConversationParticipant): string {
  return customerName(participant) ?? participant.messagingBinding?.address ?? participant.identity ?? 'A customer'
}

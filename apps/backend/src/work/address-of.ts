import type { ChannelSid, InteractionSid } from '@conversation-transfer/transfer'
import type { Claim } from '../store/schedule.ts'
import type { Workshop } from './workshop.ts'

export interface Address {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
}

type Found =
  | { readonly kind: 'found'; readonly address: Address }
  /** Nothing leads to a channel, or not yet. */
  | { readonly kind: 'unknown' }
  /** The conversation is closed, and nobody will ever find a channel of it. */
  | { readonly kind: 'over' }

/** Where the channel of a claimed conversation is: as the marks have said, else as Twilio can tell. */
export async function addressOf(
  { accountUntil }: Pick<Workshop, 'accountUntil'>,
  { conversationSid, interactionSid, channelSid, taskSids, memory }: Claim,
  deadlineMs: number,
): Promise<Found> {
  if (interactionSid !== undefined && channelSid !== undefined) {
    return { kind: 'found', address: { interactionSid, channelSid } }
  }
  const known = [...new Set([...memory.taskSids, ...taskSids])]
  const { address, conversationState } = await accountUntil(deadlineMs).findChannel({
    conversationSid,
    taskSids: known,
  })
  if (address !== undefined) return { kind: 'found', address }
  const isOver = conversationState === 'closed' || conversationState === 'gone'
  return { kind: isOver ? 'over' : 'unknown' }
}

/** Why a command is refused. The list is closed, so that a client can have a sentence of its own for each. */
export type RefusalCode = keyof typeof REFUSALS

/** 403: the caller may not. 409: it cannot be done as things are. 413: it does not fit. */
interface RefusalRule {
  readonly status: 403 | 409 | 413
  readonly sentence: string
}

/** A refused command has changed nothing. */
export interface Refusal {
  readonly code: RefusalCode
  /** A sentence for a person. */
  readonly message: string
  /** For `attributes_too_large`: how many characters there are too many. */
  readonly charactersOver?: number
}

export const REFUSALS = {
  transfer_id_taken: {
    status: 409,
    sentence: 'This transferId belongs to another transfer of this conversation. Use a new one.',
  },
  transfer_ended: {
    status: 409,
    sentence:
      'This transfer was made, and nobody can follow its invite any more. Start a new one with a new transferId.',
  },
  not_enabled: { status: 409, sentence: 'Conversation transfer is switched off in the Flex configuration.' },
  cold_transfer_off: { status: 409, sentence: 'Cold transfer is switched off in the Flex configuration.' },
  multi_participant_off: {
    status: 409,
    sentence: 'Inviting further agents is switched off in the Flex configuration.',
  },
  channel_not_active: { status: 409, sentence: 'The conversation is not active any more.' },
  channel_type_unsupported: {
    status: 409,
    sentence: 'Only webchat, SMS and WhatsApp conversations can be transferred.',
  },
  conversation_not_of_channel: {
    status: 409,
    sentence: 'The conversation that the request names does not belong to the interaction channel that it names.',
  },
  caller_not_inside: { status: 403, sentence: 'You are not in this conversation, and you are not a supervisor.' },
  only_supervisors_act_for_others: {
    status: 403,
    sentence: 'Only a supervisor may transfer a conversation on behalf of another agent.',
  },
  sender_not_inside: { status: 409, sentence: 'The agent who is to leave is not in this conversation.' },
  invite_outstanding: {
    status: 409,
    sentence: 'Somebody has been invited to this conversation and has not joined yet. Wait, or cancel the invite.',
  },
  too_many_participants: {
    status: 409,
    sentence: 'As many people as are allowed are in this conversation or have been invited to it.',
  },
  invite_not_found: { status: 409, sentence: 'This conversation has no such invite.' },
  nowhere_to_send_back: {
    status: 409,
    sentence: 'Nobody is in this conversation, and there is nobody to send it back to; leave the invite as it is.',
  },
  participant_not_agent: { status: 409, sentence: 'Only agents can be removed from a conversation.' },
  nobody_would_stay: {
    status: 409,
    sentence: 'Nobody else is in this conversation or invited to it. Transfer it, or end it.',
  },
  not_in_wrapup: {
    status: 409,
    sentence: 'You are not in wrap-up: you are still in this conversation. Leave it first.',
  },
  busy: { status: 409, sentence: 'Somebody else is acting on this conversation right now. Try again in a moment.' },
  target_not_found: { status: 409, sentence: 'The agent or queue to transfer to does not exist.' },
  target_inside: { status: 409, sentence: 'The agent to transfer to is already in this conversation.' },
  target_worker_unavailable: { status: 409, sentence: 'The agent to transfer to is not available.' },
  target_worker_unreachable: {
    status: 409,
    sentence: 'The transfer workflow has no target that reaches this agent by name; an administrator has to add one.',
  },
  target_queue_empty: { status: 409, sentence: 'The queue to transfer to has no agents.' },
  target_queue_unreachable: {
    status: 409,
    sentence: 'The transfer workflow does not route to this queue; an administrator has to add it.',
  },
  transfer_limit_reached: {
    status: 409,
    sentence: 'This conversation has been transferred too often. A supervisor can transfer it.',
  },
  attributes_too_large: {
    status: 413,
    sentence: 'The note, the reason and the task attributes are too long together.',
  },
} as const satisfies Readonly<Record<string, RefusalRule>>

export function refusal(code: RefusalCode): Refusal {
  return { code, message: REFUSALS[code].sentence }
}

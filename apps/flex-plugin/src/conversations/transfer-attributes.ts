import { z } from 'zod'

/** An invite that somebody may still follow, as the server writes it into the conversation's attributes. */
export interface LiveInvite {
  readonly taskSid: string
  readonly mode: 'cold' | 'warm'
  readonly state: 'waiting' | 'ringing' | 'joining'
  readonly targetType: 'worker' | 'queue'
  readonly targetSid: string
  readonly targetName: string
  /** The worker at whom it rings. */
  readonly ringingAt: string | undefined
  /** Milliseconds since 1970; undefined where nothing tells it. */
  readonly createdAtMs: number | undefined
}

/** A transfer or an invite that was made, and how it ended. */
export interface PastTransfer {
  readonly transferId: string
  readonly mode: 'cold' | 'warm'
  /** A worker's sid; undefined where a repair made it. */
  readonly from: string | undefined
  readonly to: { readonly type: 'worker' | 'queue'; readonly sid: string; readonly name: string }
  readonly atMs: number
  readonly reason: string | undefined
  readonly ended: 'no' | 'accepted' | 'declined' | 'timed_out' | 'canceled' | 'unknown'
}

export interface TransferAttributes {
  readonly invites: readonly LiveInvite[]
  /** The oldest first. */
  readonly transfers: readonly PastTransfer[]
}

/** Reads the two keys of ours; what is not as it should be is left out, since anybody may write there. */
export function readTransferAttributes(attributes: unknown): TransferAttributes {
  const { invites, conversationTransfer } = keys.safeParse(attributes).data ?? {}
  return {
    invites: Object.values(invites ?? {}).flatMap((value) => readAs(invite, value)),
    transfers: (conversationTransfer?.transfers ?? []).flatMap((value) => readAs(transfer, value)),
  }
}

function readAs<Value>(schema: z.ZodType<Value>, value: unknown): Value[] {
  const result = schema.safeParse(value)
  return result.success ? [result.data] : []
}

const keys = z.object({
  invites: z.record(z.string(), z.unknown()).optional().catch(undefined),
  conversationTransfer: z
    .object({ transfers: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
})

const time = z.iso.datetime().transform((text) => Date.parse(text))

/** `mode` and `state` are ours; an invite of the Flex template has none, and then counts as a waiting warm one. */
const invite = z
  .object({
    invitesTaskSid: z.string(),
    targetSid: z.string(),
    targetName: z.string(),
    inviteTargetType: z.enum(['Worker', 'Queue']),
    timestampCreated: time.optional().catch(undefined),
    mode: z.enum(['cold', 'warm']).default('warm'),
    state: z.enum(['waiting', 'ringing', 'joining']).default('waiting'),
    ringingAt: z.string().optional(),
  })
  .transform((entry): LiveInvite => ({
    taskSid: entry.invitesTaskSid,
    mode: entry.mode,
    state: entry.state,
    targetType: entry.inviteTargetType === 'Worker' ? 'worker' : 'queue',
    targetSid: entry.targetSid,
    targetName: entry.targetName,
    ringingAt: entry.ringingAt,
    createdAtMs: entry.timestampCreated,
  }))

const transfer = z
  .object({
    transferId: z.string(),
    mode: z.enum(['cold', 'warm']),
    from: z.string().optional(),
    to: z.object({ type: z.enum(['worker', 'queue']), sid: z.string(), name: z.string() }),
    at: time,
    reason: z.string().optional(),
    ended: z.enum(['no', 'accepted', 'declined', 'timed_out', 'canceled', 'unknown']),
  })
  .transform(({ at, from, reason, ...rest }): PastTransfer => ({ ...rest, from, reason, atMs: at }))

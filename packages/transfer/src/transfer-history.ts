import { z } from 'zod'
import { DECLINED, NEVER_JOINED, RUNG_OUT } from './end-reason.ts'
import { isFollowed, taskOfInvite } from './invites.ts'
import type { InviteMark } from './invite-mark.ts'
import { isoTime } from './iso-time.ts'
import type { InviteTarget, Observation, ObservedInvite, PresentTask } from './observation.ts'
import type { ChannelSid, InteractionSid, WorkerSid } from './sid.ts'

/**
 * The value of the conversation's attribute `conversationTransfer`: the way so far, for the agents who come later, and
 * the sids by which the conversation's interaction is found again.
 */
export interface TransferHistory {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
  /** The last ten, oldest first. */
  readonly transfers: readonly TransferRecord[]
}

export interface TransferRecord {
  readonly transferId: string
  readonly mode: 'cold' | 'warm'
  /** Who asked; absent where a repair did for a conversation that nobody had been in. */
  readonly from?: WorkerSid
  readonly to: InviteTarget
  /** ISO 8601. */
  readonly at: string
  readonly reason?: string
  readonly ended: TransferEnd
}

/**
 * `no` while the invite is live; `declined` and `timed_out` where the one agent who was asked said no, or nobody came in
 * time; `canceled` where somebody took it back; `unknown` when its task was deleted before anybody looked how it ended.
 */
export type TransferEnd = 'no' | 'accepted' | 'declined' | 'timed_out' | 'canceled' | 'unknown'

const RECORDS_MAX = 10

/** Of the 16 KB that a conversation's attributes may have (documented), the history leaves most to others. */
const HISTORY_CHARACTERS_MAX = 4_096

/** Rebuilds the history from the channel's invites; what only the old history still knows is taken from there. */
export function transferHistory(observation: Observation): TransferHistory {
  const { interactionSid, channelSid } = observation.channel
  const known = endsOnRecord(observation)
  const records = observation.invites.flatMap((invite) => {
    const { mark, target } = invite
    if (mark === undefined || target === undefined) return []
    const isFirst = transferOf(observation, mark)[0] === invite
    return isFirst ? [toRecord(observation, { ...invite, mark, target }, known)] : []
  })
  let transfers = records.slice(-RECORDS_MAX)
  while (JSON.stringify(transfers).length > HISTORY_CHARACTERS_MAX) transfers = transfers.slice(1)
  return { interactionSid, channelSid, transfers }
}

/**
 * The invites of one transfer, of which there are two where two processes asked at the same moment: one is taken back then
 * (rules/duplicate-invites.ts), and it is one transfer all the same.
 */
function transferOf({ invites }: Observation, { transferId }: InviteMark): ObservedInvite[] {
  return invites.filter(({ mark }) => mark?.transferId === transferId)
}

type OurInvite = ObservedInvite & { readonly mark: InviteMark; readonly target: InviteTarget }

function toRecord(
  observation: Observation,
  { mark, target, createdAtMs }: OurInvite,
  known: ReadonlyMap<string, TransferEnd>,
): TransferRecord {
  const { transferId, mode, fromWorkerSid, reason } = mark
  return {
    transferId,
    mode,
    ...(fromWorkerSid === undefined ? {} : { from: fromWorkerSid }),
    to: target,
    at: isoTime(createdAtMs),
    ...(reason === undefined ? {} : { reason }),
    ended: howTransferEnded(observation, mark, known),
  }
}

function howTransferEnded(
  observation: Observation,
  mark: InviteMark,
  known: ReadonlyMap<string, TransferEnd>,
): TransferEnd {
  const ends = new Set(transferOf(observation, mark).map((invite) => howItEnded(observation, invite)))
  // What was written down was seen while all of its tasks could still tell.
  const onRecord = ends.has(undefined) ? known.get(mark.transferId) : undefined
  // Somebody has come: a task that Twilio makes like the last one, when the customer writes again (IN-18), takes nothing of that back.
  if (onRecord === 'accepted') return onRecord
  const seen = BY_WEIGHT.find((end) => ends.has(end))
  if (seen === 'accepted' || seen === 'no') return seen
  return onRecord ?? (ends.has(undefined) ? 'unknown' : (seen ?? 'unknown'))
}

/** Of two invites of one transfer, the one that was taken back says nothing of how it ended. */
const BY_WEIGHT = ['accepted', 'no', 'declined', 'timed_out', 'canceled'] as const satisfies readonly TransferEnd[]

/** Undefined if the task is gone and can no longer tell. */
export function howItEnded(observation: Observation, invite: ObservedInvite): TransferEnd | undefined {
  const task = taskOfInvite(observation, invite)
  switch (task.status) {
    case 'pending':
    case 'reserved':
      return 'no'
    case 'assigned':
      return isFollowed(observation, task) ? 'accepted' : 'no'
    case 'wrapping':
    case 'completed':
      return task.reason === NEVER_JOINED ? 'timed_out' : 'accepted'
    case 'canceled':
      return howItWasCanceled(task)
    case 'gone':
      return isFollowed(observation, task) ? 'accepted' : undefined
  }
}

/** TaskRouter's own words when the workflow or the task's time is over (TR-9, TR-22). */
const OUT_OF_TIME = /timeout|TTL/i

function howItWasCanceled({ reason, reservations }: PresentTask): TransferEnd {
  if (reason === DECLINED) return 'declined'
  if (reason === RUNG_OUT || OUT_OF_TIME.test(reason)) return 'timed_out'
  const last = reservations.at(-1)?.status
  return reason === '' && last === 'rejected' ? 'declined' : 'canceled'
}

/** How many times agents have transferred the conversation; what came to nothing, and what repairs did, is not counted. */
export function countedTransfers(observation: Observation): number {
  const known = endsOnRecord(observation)
  return observation.invites.filter((invite) => {
    const { mark } = invite
    if (mark?.mode !== 'cold' || mark.attempt !== 1 || transferOf(observation, mark)[0] !== invite) return false
    return !CAME_TO_NOTHING.has(howTransferEnded(observation, mark, known))
  }).length
}

const CAME_TO_NOTHING: ReadonlySet<TransferEnd> = new Set(['declined', 'timed_out', 'canceled'])

/** How transfers ended, as far as an earlier look wrote it down. */
function endsOnRecord(observation: Observation): Map<string, TransferEnd> {
  const { data } = recordedHistory.safeParse(observation.conversation.attributes?.['conversationTransfer'])
  const ended = (data?.transfers ?? []).filter((record) => record.ended !== 'no')
  return new Map(ended.map((record) => [record.transferId, record.ended]))
}

const recordedHistory = z.object({
  transfers: z.array(
    z.object({
      transferId: z.string(),
      ended: z.enum(['no', 'accepted', 'declined', 'timed_out', 'canceled', 'unknown']),
    }),
  ),
})

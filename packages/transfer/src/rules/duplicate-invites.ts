import { duplicateOf } from '../end-reason.ts'
import { liveInvites, type LiveInvite } from '../invites.ts'
import type { Observation } from '../observation.ts'
import type { TaskSid } from '../sid.ts'
import { howItEnded } from '../transfer-history.ts'
import { WELL, type Rule } from './rule.ts'

/**
 * Several live invites for one transfer, or several cold ones: a request that was repeated blindly, or two who repaired at
 * once. An answer that gets lost does not say whether the invite was made, and Interactions knows no idempotency key
 * (IN-8), so this cannot be prevented everywhere; it is mended before two agents follow.
 */
export const duplicateInvites: Rule = {
  name: 'duplicate-invites',
  isSafe: true,
  examine: ({ observation }) => {
    const live = liveInvites(observation)
    const superfluous = [
      ...live.flatMap((invite) => followedTwinOf(invite, observation)),
      ...[...byTransfer(live), live.filter(({ mark }) => mark.mode === 'cold')].flatMap(superfluousOf),
    ]
    const [first] = superfluous
    if (first === undefined) return WELL
    const { invite, kept } = first
    const condition = `duplicate-invites ${invite.task.sid}`
    const reason = duplicateOf(kept)
    const step = { kind: 'cancelTask', taskSid: invite.task.sid, etag: invite.task.etag, reason } as const
    return { suspicions: [{ condition, graceMs: 0 }], repair: { condition, reason: `${reason}.`, steps: [step] } }
  },
}

interface Superfluous {
  readonly invite: LiveInvite
  /** The task of the one that stays. */
  readonly kept: TaskSid
}

/** Somebody has come with another invite of the same transfer (with a live one nobody has), and nobody else was wanted. */
function followedTwinOf(invite: LiveInvite, observation: Observation): Superfluous[] {
  const twin = observation.invites.find(
    (other) => other.mark?.transferId === invite.mark.transferId && howItEnded(observation, other) === 'accepted',
  )
  return twin === undefined || invite.state === 'joining' ? [] : [{ invite, kept: twin.taskSid }]
}

function byTransfer(live: readonly LiveInvite[]): LiveInvite[][] {
  const ids = new Set(live.map(({ mark }) => mark.transferId))
  return [...ids].map((id) => live.filter(({ mark }) => mark.transferId === id))
}

/** Which of a group may go. One that has been accepted never does, and cannot (TR-3). */
function superfluousOf(group: readonly LiveInvite[]): Superfluous[] {
  const [kept, ...others] = group.toSorted((left, right) => progress(right) - progress(left) || age(left, right))
  if (kept === undefined) return []
  return others.filter(({ state }) => state !== 'joining').map((invite) => ({ invite, kept: kept.task.sid }))
}

function progress({ state }: LiveInvite): number {
  return { waiting: 0, ringing: 1, joining: 2 }[state]
}

function age(left: LiveInvite, right: LiveInvite): number {
  return left.task.createdAtMs - right.task.createdAtMs || (left.task.sid < right.task.sid ? -1 : 1)
}

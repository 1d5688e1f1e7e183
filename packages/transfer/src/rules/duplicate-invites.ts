import { liveInvites, type LiveInvite } from '../invites.ts'
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
    const superfluous = [...byTransfer(live), live.filter(({ mark }) => mark.mode === 'cold')].flatMap(superfluousOf)
    const [first] = superfluous
    if (first === undefined) return WELL
    const { invite, kept } = first
    const condition = `duplicate-invites ${invite.task.sid}`
    const reason = `Duplicate of ${kept.task.sid}`
    const step = { kind: 'cancelTask', taskSid: invite.task.sid, etag: invite.task.etag, reason } as const
    return { suspicions: [{ condition, graceMs: 0 }], repair: { condition, reason: `${reason}.`, steps: [step] } }
  },
}

function byTransfer(live: readonly LiveInvite[]): LiveInvite[][] {
  const ids = new Set(live.map(({ mark }) => mark.transferId))
  return [...ids].map((id) => live.filter(({ mark }) => mark.transferId === id))
}

/** Which of a group may go. One that has been accepted never does, and cannot (TR-3). */
function superfluousOf(group: readonly LiveInvite[]): { invite: LiveInvite; kept: LiveInvite }[] {
  const [kept, ...others] = group.toSorted((left, right) => progress(right) - progress(left) || age(left, right))
  if (kept === undefined) return []
  return others.filter(({ state }) => state !== 'joining').map((invite) => ({ invite, kept }))
}

function progress({ state }: LiveInvite): number {
  return { waiting: 0, ringing: 1, joining: 2 }[state]
}

function age(left: LiveInvite, right: LiveInvite): number {
  return left.task.createdAtMs - right.task.createdAtMs || (left.task.sid < right.task.sid ? -1 : 1)
}

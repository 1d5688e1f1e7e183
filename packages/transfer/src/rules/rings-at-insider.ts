import { RINGS_AT_INSIDERS, TARGET_INSIDE } from '../end-reason.ts'
import { agentsInside } from '../inside.ts'
import { INSIDE_KEY, insideList } from '../invite-step.ts'
import { liveInvites, type LiveInvite } from '../invites.ts'
import { sameJson } from '../json.ts'
import type { Observation } from '../observation.ts'
import type { WorkerSid } from '../sid.ts'
import type { Step } from '../step.ts'
import { WELL, type Rule } from './rule.ts'

/** A workflow that keeps ringing at people inside would go on for ever; the third time ends the invite. */
const REJECTED_RINGS_MAX = 2

/**
 * An invite rings at somebody who is inside, or is for somebody who has come in since, or does not know who is inside now.
 * The workflow compares with a list that was true when the invite was made, and follows a changed list only when it looks
 * for somebody anew (TR-20, TR-24); accepting would bring the same agent in twice (IN-13).
 */
export const ringsAtInsider: Rule = {
  name: 'rings-at-insider',
  isSafe: true,
  examine: ({ observation }) => {
    const found = liveInvites(observation)
      .filter(({ state }) => state !== 'joining')
      .flatMap((invite) => mend(observation, invite))[0]
    if (found === undefined) return WELL
    const condition = `rings-at-insider ${found.about}`
    const { reason, step } = found
    return { suspicions: [{ condition, graceMs: 0 }], repair: { condition, reason, steps: [step] } }
  },
}

interface Mend {
  readonly about: string
  readonly reason: string
  readonly step: Step
}

function mend(observation: Observation, invite: LiveInvite): Mend[] {
  const { task, target } = invite
  const inside = agentsInside(observation).map(({ workerSid }) => workerSid)
  const ring = task.reservations.find(({ status, workerSid }) => status === 'pending' && inside.includes(workerSid))
  const rejected = task.reservations.filter(
    ({ status, workerSid }) => status === 'rejected' && inside.includes(workerSid),
  )
  const isForInsider = inside.some((workerSid) => workerSid === target.sid)
  if (isForInsider || (ring !== undefined && rejected.length >= REJECTED_RINGS_MAX)) {
    const reason = isForInsider ? TARGET_INSIDE : RINGS_AT_INSIDERS
    const step = { kind: 'cancelTask', taskSid: task.sid, etag: task.etag, reason } as const
    return [{ about: `${task.sid} canceled`, reason, step }]
  }
  const wanted = insideList([...inside, ...senderOf(invite)])
  if (!sameJson(task.attributes[INSIDE_KEY], wanted)) {
    const reason = 'The invite did not know who is inside.'
    const { sid: taskSid, etag, attributes: taskAttributes } = task
    const step = { kind: 'refreshInside', taskSid, etag, taskAttributes, workerSids: wanted } as const
    return [{ about: `${task.sid} ${wanted.join()}`, reason, step }]
  }
  if (ring === undefined) return []
  const step = { kind: 'rejectReservation', taskSid: task.sid, reservationSid: ring.sid } as const
  return [{ about: ring.sid, reason: 'The invite rang at an agent who is inside.', step }]
}

/** Whoever hands a conversation over is not asked to take it back; a repair that brings it back names no such participant. */
function senderOf({ mark: { mode, fromWorkerSid, fromParticipantSid } }: LiveInvite): WorkerSid[] {
  return mode === 'cold' && fromWorkerSid !== undefined && fromParticipantSid !== undefined ? [fromWorkerSid] : []
}

import { liveInvites, type LiveInvite } from '../invites.ts'
import { DECLINED, RUNG_OUT } from '../end-reason.ts'
import { WELL, type Rule } from './rule.ts'

/**
 * The one agent who was asked has said no, or let it ring out. The task goes back into the same target and rings there
 * again (TR-26), at a person who does not want it, or has been moved to an activity in which nobody asks them (TR-11): it
 * is ended, so that the conversation can go somewhere else.
 */
export const targetDeclined: Rule = {
  name: 'target-declined',
  isSafe: false,
  examine: ({ observation, memory }) => {
    const found = liveInvites(observation).flatMap((invite) => {
      const how = howDeclined(invite)
      return how === undefined ? [] : [{ task: invite.task, how }]
    })[0]
    if (found === undefined) return WELL
    const { task, how } = found
    const condition = `target-declined ${task.sid}`
    const repair = {
      condition,
      reason: how === DECLINED ? 'The agent who was asked has declined.' : 'The agent who was asked did not answer.',
      steps: [{ kind: 'cancelTask', taskSid: task.sid, etag: task.etag, reason: how }] as const,
      remember: { verdicts: { ...memory.verdicts, [task.sid]: 'failed' as const } },
    }
    return { suspicions: [{ condition, graceMs: 0 }], repair }
  },
}

function howDeclined({ task, target, state }: LiveInvite): string | undefined {
  if (state === 'joining') return undefined
  // Where the workflow has gone on to somebody else, their answer is awaited.
  const ringing = task.reservations.find(({ status }) => status === 'pending')
  if (ringing !== undefined && ringing.workerSid !== target.sid) return undefined
  // No reservation is a queue's: an invite to a queue goes on to others by itself.
  const ended = task.reservations.findLast(({ workerSid, status }) => workerSid === target.sid && ENDS.has(status))
  if (ended === undefined) return undefined
  return ended.status === 'rejected' ? DECLINED : RUNG_OUT
}

const ENDS: ReadonlySet<string> = new Set(['rejected', 'timeout'])

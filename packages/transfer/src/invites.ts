import type { InviteMark } from './invite-mark.ts'
import type { InviteTarget, Observation, ObservedInvite, ObservedTask, PresentTask } from './observation.ts'

/** An invite of ours that somebody may still follow. */
export interface LiveInvite {
  readonly task: PresentTask
  readonly mark: InviteMark
  readonly target: InviteTarget
  /** `joining`: accepted, and the agent is not yet visible in the channel. */
  readonly state: 'waiting' | 'ringing' | 'joining'
}

export function liveInvites(observation: Observation): LiveInvite[] {
  return observation.invites.flatMap((invite) => {
    const task = taskOfInvite(observation, invite)
    if (invite.mark === undefined || invite.target === undefined || task.status === 'gone') return []
    const state = waitingState(observation, task)
    return state === undefined ? [] : [{ task, mark: invite.mark, target: invite.target, state }]
  })
}

/** Undefined once nobody can follow the invite any more, or somebody has. */
function waitingState(observation: Observation, task: PresentTask): LiveInvite['state'] | undefined {
  switch (task.status) {
    case 'pending':
      return 'waiting'
    case 'reserved':
      return 'ringing'
    case 'assigned':
      return isFollowed(observation, task) ? undefined : 'joining'
    case 'wrapping':
    case 'completed':
    case 'canceled':
      return undefined
  }
}

/** Whether somebody who came with this task is in the channel. */
export function isFollowed(observation: Observation, { sid }: ObservedTask): boolean {
  return observation.participants.some(({ taskSid }) => taskSid === sid)
}

/** An invite whose task was not read, or has been deleted, is one whose task is gone. */
export function taskOfInvite(observation: Observation, { taskSid }: ObservedInvite): ObservedTask {
  return observation.tasks.find(({ sid }) => sid === taskSid) ?? { sid: taskSid, status: 'gone' }
}

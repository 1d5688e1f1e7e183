import { agentsInside } from './inside.ts'
import type { InviteMark } from './invite-mark.ts'
import { inviteStep } from './invite-step.ts'
import type { RememberedTask } from './memory.ts'
import type { InviteTarget, Observation, ObservedInvite, PresentTask } from './observation.ts'
import type { CreateInviteStep } from './step.ts'
import type { TaskQueueSid, TaskSid, WorkerSid } from './sid.ts'
import { charactersOver } from './task-attributes.ts'

export interface RepairInviteContent {
  readonly observation: Observation
  /** The task that the invite carries on. */
  readonly source: RememberedTask
  /** The invite that failed; absent where nobody had been invited. */
  readonly failed?: InviteMark | undefined
  readonly attempt: number
  readonly target: InviteTarget
}

/** A repair's invite, and whether it had to do without the note and the reason of the one that it replaces. */
export interface RepairInvite {
  readonly step: CreateInviteStep
  readonly isShortened: boolean
  /** By how many characters it is too long even so; 0 if it fits. */
  readonly charactersOver: number
}

/**
 * Its transferId follows from what it replaces and from the attempt, so that an answer that was lost, or two who repair
 * at once, cannot make two invites that are not recognized as one.
 */
export function repairInvite({ observation, source, failed, attempt, target }: RepairInviteContent): RepairInvite {
  const transferId = repairTransferId(observation, failed, attempt)
  const mark: InviteMark = {
    transferId,
    mode: 'cold',
    ...(failed?.fromWorkerSid === undefined ? {} : { fromWorkerSid: failed.fromWorkerSid }),
    attempt,
    targetName: target.name,
    ...(failed?.note === undefined ? {} : { note: failed.note }),
    ...(failed?.reason === undefined ? {} : { reason: failed.reason }),
  }
  const inside = agentsInside(observation).map(({ workerSid }) => workerSid)
  const stepWith = (content: InviteMark): CreateInviteStep =>
    inviteStep({ channel: observation.channel, source, mark: content, target, inside })
  const over = (step: CreateInviteStep): number => charactersOver({ ...source.attributes, ...step.taskAttributes })
  const whole = stepWith(mark)
  if (over(whole) === 0) return { step: whole, isShortened: false, charactersOver: 0 }
  const { note: _note, reason: _reason, ...bare } = mark
  const short = stepWith(bare)
  return { step: short, isShortened: true, charactersOver: over(short) }
}

/** `<the transfer's id, or the channel's sid>:<attempt>`. A client's transferId has no colon. */
export function repairTransferId(observation: Observation, failed: InviteMark | undefined, attempt: number): string {
  return `${failed === undefined ? observation.channel.channelSid : baseOf(failed)}:${attempt}`
}

/** The id of the transfer that a person asked for, or the channel's sid, whatever was tried since. */
function baseOf({ transferId }: InviteMark): string {
  return transferId.split(':')[0] ?? transferId
}

/** The attempt after all that have been made for a channel that nobody had transferred. */
export function nextAttemptForChannel({ channel, invites }: Observation): number {
  const attempts = invites.flatMap(({ mark }) =>
    mark !== undefined && baseOf(mark) === channel.channelSid ? [mark.attempt] : [],
  )
  return Math.max(0, ...attempts) + 1
}

/**
 * What an invite can be made from: the task of `first`, else the newest one that is there, else what was remembered, else what
 * the list of invites still shows of a task that is gone.
 */
export function sourceTask(
  { tasks, invites }: Observation,
  first: TaskSid | undefined,
  remembered?: RememberedTask,
): RememberedTask | undefined {
  const present = tasks.filter((task): task is PresentTask => task.status !== 'gone')
  const newest = present.toSorted((left, right) => right.createdAtMs - left.createdAtMs)[0]
  return present.find(({ sid }) => sid === first) ?? newest ?? remembered ?? newestGone(invites)
}

function newestGone(invites: readonly ObservedInvite[]): RememberedTask | undefined {
  return invites.toSorted((left, right) => right.createdAtMs - left.createdAtMs).find(({ goneTask }) => goneTask)
    ?.goneTask
}

export function workerTarget({ sid, name }: { readonly sid: WorkerSid; readonly name: string }): InviteTarget {
  return { type: 'worker', sid, name }
}

/** The queue's name is not needed: the workflow finds it by its sid. */
export function queueTarget(sid: TaskQueueSid): InviteTarget {
  return { type: 'queue', sid, name: '' }
}

/** Our newest invite, by its creation. */
export function newestInvite({ invites }: Observation): (ObservedInvite & { readonly mark: InviteMark }) | undefined {
  return invites
    .filter((invite): invite is ObservedInvite & { readonly mark: InviteMark } => invite.mark !== undefined)
    .toSorted((left, right) => right.createdAtMs - left.createdAtMs || right.mark.attempt - left.mark.attempt)[0]
}

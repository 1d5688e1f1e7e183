import {
  insideAttributes,
  claimIn,
  sameJson,
  type CreateInviteStep,
  type PresentTask,
  type Step,
  type StepResult,
  type TaskSid,
} from '@conversation-transfer/transfer'
import { listInvites } from './interactions.ts'
import type { Observer } from './observe.ts'
import { fetchTask } from './taskrouter.ts'
import { perform } from './perform.ts'

/** How long to wait before the list of invites is read again; it lags behind what has been made. */
const LIST_AGAIN_AFTER_MS = [250, 500, 1_000] as const

/**
 * What became of a step whose answer never came; undefined if that cannot be told. Twilio's state is looked at, and a
 * change is made again only where it says that the first one was not made, or where making it twice makes no difference.
 */
export function resolveOutcome(observer: Observer, step: Step): Promise<StepResult | undefined> {
  const { client, settings } = observer
  switch (step.kind) {
    case 'createInvite':
      return findInvite(observer, step)
    case 'claim':
      return compareTask(observer, step, (task) => {
        const isOwn = claimIn(task.attributes)?.requestId === step.claim.requestId
        return isOwn ? { kind: 'claimed', step, etag: task.etag } : { kind: 'claimLost' }
      })
    case 'cancelTask':
    case 'completeTask':
      return compareTask(observer, step, ({ status, reason }) => {
        const isDone = status === (step.kind === 'cancelTask' ? 'canceled' : 'completed') && reason === step.reason
        return isDone ? { kind: 'taskEnded', step } : { kind: 'overtaken', step }
      })
    case 'refreshInside':
      return compareTask(observer, step, ({ attributes, etag }) => {
        const isDone = sameJson(attributes, insideAttributes(step))
        return isDone ? { kind: 'insideRefreshed', step, etag } : { kind: 'overtaken', step }
      })
    case 'removeClaim':
      return Promise.resolve(undefined)
    case 'rejectReservation':
    case 'closeParticipant':
    case 'closeChannel':
    case 'closeConversation':
    case 'writeInvites':
      return perform(client, settings, step)
  }
}

/** The invite is known by its transferId. That it is not listed yet proves nothing, so it is never made again here. */
async function findInvite(observer: Observer, step: CreateInviteStep): Promise<StepResult | undefined> {
  const { client, settings, time } = observer
  for (const waitMs of LIST_AGAIN_AFTER_MS) {
    await time.wait(waitMs)
    const invites = await listInvites(client, step.channel)
    const made = invites.find(({ mark }) => mark?.transferId === step.mark.transferId)
    if (made === undefined) continue
    const task = await fetchTask(client, settings, made.taskSid)
    return task.status === 'gone' ? undefined : { kind: 'inviteCreated', step, inviteSid: made.inviteSid, task }
  }
  return undefined
}

/** A task that still has the version that the step was for was not changed: the same change can be made once more. */
async function compareTask(
  { client, settings }: Observer,
  step: Step & { readonly taskSid: TaskSid; readonly etag: string },
  resultOf: (task: PresentTask) => StepResult,
): Promise<StepResult | undefined> {
  const task = await fetchTask(client, settings, step.taskSid)
  // The answer about a task that is gone says what that means for the step.
  const isUnchanged = task.status === 'gone' || task.etag === step.etag
  return isUnchanged ? perform(client, settings, step) : resultOf(task)
}

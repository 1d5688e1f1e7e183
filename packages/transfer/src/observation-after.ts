import { withClaim } from './claim.ts'
import type { Observation, ObservedInvite, ObservedTask, PresentTask } from './observation.ts'
import { insideAttributes } from './invite-step.ts'
import type {
  CancelTaskStep,
  ClaimStep,
  CloseChannelStep,
  CloseParticipantStep,
  CompleteTaskStep,
  RefreshInsideStep,
  RejectReservationStep,
  StepResult,
} from './step.ts'

/**
 * What is known after a step, without reading it again: Twilio has said that it did it. Reading again would cost a round
 * and could show less, since its lists lag behind its answers.
 */
export function observationAfter(observation: Observation, result: StepResult): Observation {
  switch (result.kind) {
    case 'claimed':
      return afterClaim(observation, result.step, result.etag)
    case 'inviteCreated':
      return afterInvite(observation, result)
    case 'participantClosed':
      return afterClose(observation, result.step)
    case 'channelClosed':
      return afterChannelClose(observation, result.step)
    case 'conversationClosed':
      return { ...observation, conversation: { ...observation.conversation, state: 'closed' } }
    case 'taskEnded':
      return afterTaskEnd(observation, result.step)
    case 'insideRefreshed':
      return afterRefresh(observation, result.step, result.etag)
    case 'reservationRejected':
      return afterRejection(observation, result.step)
    case 'invitesWritten':
      return { ...observation, conversation: { ...observation.conversation, attributes: result.attributes } }
    case 'invitesNotWritten':
      return { ...observation, conversation: { ...observation.conversation, attributes: undefined } }
    case 'claimLost':
    case 'overtaken':
    case 'claimRemoved':
      return observation
  }
}

function afterClaim(
  observation: Observation,
  { taskSid, taskAttributes, claim }: ClaimStep,
  etag: string,
): Observation {
  const claimed = (task: PresentTask): PresentTask => ({ ...task, etag, attributes: withClaim(taskAttributes, claim) })
  return withTask(observation, taskSid, claimed)
}

function afterInvite(
  observation: Observation,
  { step, inviteSid, task }: Extract<StepResult, { kind: 'inviteCreated' }>,
): Observation {
  const { mark, target } = step
  const invite: ObservedInvite = { inviteSid, taskSid: task.sid, createdAtMs: task.createdAtMs, mark, target }
  return { ...observation, invites: [...observation.invites, invite], tasks: [...observation.tasks, task] }
}

function afterClose(observation: Observation, { participantSid, status }: CloseParticipantStep): Observation {
  const closed = observation.participants.find((participant) => participant.participantSid === participantSid)
  const participants =
    status === 'closed'
      ? observation.participants.filter((participant) => participant !== closed)
      : observation.participants
  const taskStatus = status === 'closed' ? 'completed' : 'wrapping'
  const departed = closed?.workerSid === undefined ? [] : [closed.workerSid]
  const departedWorkerSids = [...(observation.departedWorkerSids ?? []), ...departed]
  return withTask({ ...observation, participants, departedWorkerSids }, closed?.taskSid, (task) => ({
    ...task,
    status: taskStatus,
  }))
}

/** The tasks of those who were inside are done; the conversation is closed with the channel, or stays open (IN-15, IN-18). */
function afterChannelClose(observation: Observation, { status }: CloseChannelStep): Observation {
  const { channel, conversation, tasks } = observation
  return {
    ...observation,
    channel: { ...channel, status },
    conversation: status === 'closed' ? { ...conversation, state: 'closed' } : conversation,
    tasks: tasks.map((task) =>
      task.status === 'assigned' || task.status === 'wrapping' ? { ...task, status: 'completed' as const } : task,
    ),
  }
}

function afterTaskEnd(
  observation: Observation,
  { kind, taskSid, reason }: CancelTaskStep | CompleteTaskStep,
): Observation {
  const status = kind === 'cancelTask' ? 'canceled' : 'completed'
  return withTask(observation, taskSid, (task) => ({ ...task, status, reason }))
}

function afterRefresh(observation: Observation, step: RefreshInsideStep, etag: string): Observation {
  return withTask(observation, step.taskSid, (task) => ({ ...task, etag, attributes: insideAttributes(step) }))
}

function afterRejection(observation: Observation, { taskSid, reservationSid }: RejectReservationStep): Observation {
  return withTask(observation, taskSid, (task) => ({
    ...task,
    status: 'pending',
    reservations: task.reservations.map((one) => (one.sid === reservationSid ? { ...one, status: 'rejected' } : one)),
  }))
}

function withTask(
  observation: Observation,
  sid: string | undefined,
  change: (task: PresentTask) => ObservedTask,
): Observation {
  const tasks = observation.tasks.map((task) => (task.sid === sid && task.status !== 'gone' ? change(task) : task))
  return { ...observation, tasks }
}

import { withClaim } from './claim.ts'
import type { Observation, ObservedInvite, ObservedTask, PresentTask } from './observation.ts'
import type { ClaimStep, CloseParticipantStep, StepResult } from './step.ts'

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
    case 'invitesWritten':
      return { ...observation, conversation: { ...observation.conversation, attributes: result.attributes } }
    case 'invitesNotWritten':
      return { ...observation, conversation: { ...observation.conversation, attributes: undefined } }
    case 'claimLost':
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
  return withTask({ ...observation, participants }, closed?.taskSid, (task) => ({ ...task, status: taskStatus }))
}

function withTask(
  observation: Observation,
  sid: string | undefined,
  change: (task: PresentTask) => ObservedTask,
): Observation {
  const tasks = observation.tasks.map((task) => (task.sid === sid && task.status !== 'gone' ? change(task) : task))
  return { ...observation, tasks }
}

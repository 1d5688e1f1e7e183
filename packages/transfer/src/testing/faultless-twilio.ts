import { observationAfter } from '../observation-after.ts'
import type { Observation, PresentTask } from '../observation.ts'
import type { CreateInviteStep, Step, StepResult } from '../step.ts'
import { inviteTask, testSid } from './chat.ts'

/** Tasks of fixtures have lower numbers. */
const FIRST_CREATED = 60

/** The task of the first invite that a step makes. */
export const CREATED_TASK = testSid('WT', FIRST_CREATED)

/** What is known after a step on a Twilio where nothing goes wrong. */
export function performFaultlessly(seen: Observation, step: Step): Observation {
  return observationAfter(seen, resultOf(step, seen))
}

function resultOf(step: Step, seen: Observation): StepResult {
  switch (step.kind) {
    case 'claim':
      return { kind: 'claimed', step, etag: '4' }
    case 'removeClaim':
      return { kind: 'claimRemoved' }
    case 'createInvite':
      return inviteCreated(step, seen)
    case 'closeParticipant':
      return { kind: 'participantClosed', step }
    case 'closeChannel':
      return { kind: 'channelClosed', step }
    case 'closeConversation':
      return { kind: 'conversationClosed' }
    case 'cancelTask':
    case 'completeTask':
      return { kind: 'taskEnded', step }
    case 'refreshInside':
      return { kind: 'insideRefreshed', step, etag: '5' }
    case 'rejectReservation':
      return { kind: 'reservationRejected', step }
    case 'writeInvites':
      return { kind: 'invitesWritten', attributes: { ...seen.conversation.attributes, ...step.keys } }
  }
}

function inviteCreated(step: CreateInviteStep, { observedAtMs, invites }: Observation): StepResult {
  const number = FIRST_CREATED + invites.filter(({ taskSid }) => taskSid >= CREATED_TASK).length
  const task: PresentTask = {
    ...inviteTask('pending'),
    sid: testSid('WT', number),
    createdAtMs: observedAtMs,
    attributes: { conversationSid: inviteTask('pending').attributes['conversationSid'], ...step.taskAttributes },
    priority: step.priority,
    taskChannelUniqueName: step.taskChannelUniqueName,
  }
  return { kind: 'inviteCreated', step, inviteSid: testSid('KG', number), task }
}

import type { Step, StepResult } from '@conversation-transfer/transfer'
import type { AuditedStep } from '../store/audit-trail.ts'

/** As the audit trail keeps a step: what it changes and how it went, and nothing that people wrote. */
export function auditedStep(step: Step, result?: StepResult): AuditedStep {
  return { kind: step.kind, sid: subjectOf(step), result: result?.kind, detail: detailOf(step) }
}

/** What a step changes. */
export function subjectOf(step: Step): string {
  switch (step.kind) {
    case 'claim':
    case 'removeClaim':
    case 'cancelTask':
    case 'completeTask':
    case 'refreshInside':
      return step.taskSid
    case 'rejectReservation':
      return step.reservationSid
    case 'createInvite':
    case 'closeChannel':
      return step.channel.channelSid
    case 'closeParticipant':
      return step.participantSid
    case 'closeConversation':
    case 'writeInvites':
      return step.conversationSid
  }
}

function detailOf(step: Step): string | undefined {
  switch (step.kind) {
    case 'createInvite':
      return `${step.target.type} ${step.target.sid}, attempt ${step.mark.attempt}, ${step.mark.transferId}`
    case 'closeParticipant':
    case 'closeChannel':
      return step.status
    case 'cancelTask':
    case 'completeTask':
      return step.reason
    case 'claim':
    case 'removeClaim':
    case 'refreshInside':
    case 'rejectReservation':
    case 'closeConversation':
    case 'writeInvites':
      return undefined
  }
}

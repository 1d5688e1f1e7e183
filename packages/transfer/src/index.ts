export type { Caller, Command, TransferCommand, TransferTarget } from './command.ts'
export { decide } from './decide.ts'
export type { Decision, TransferOutcome } from './decision.ts'
export { reconcile, type Repair } from './reconcile.ts'
export { observationAfter } from './observation-after.ts'
export type {
  InviteTarget,
  ObservedChannel,
  ObservedConversation,
  ObservedInvite,
  ObservedParticipant,
  ObservedReservation,
  ObservedTarget,
  ObservedTask,
  Observation,
  PresentTask,
  WorkflowReach,
} from './observation.ts'
export type {
  ClaimStep,
  CloseParticipantStep,
  CreateInviteStep,
  RemoveClaimStep,
  Step,
  StepResult,
  WriteInvitesStep,
} from './step.ts'
export { claimRemoval, withClaim } from './claim.ts'
export { mergeAttributes } from './conversation-attributes.ts'
export { agentsInside } from './inside.ts'
export { isOneConversation } from './one-conversation.ts'
export { liveInvites } from './invites.ts'
export { readInviteMark, type InviteMark } from './invite-mark.ts'
export { isJsonObject, sameJson, type JsonObject } from './json.ts'
export { readPolicy, type Policy, type PolicyReading } from './policy.ts'
export { FAILURES, type FailureCode } from './failure.ts'
export { refusal, REFUSALS, type Refusal, type RefusalCode } from './refusal.ts'
export { transferRequest, type TransferRequestBody } from './contract/transfer-request.ts'
export { lookRequest, type LookRequestBody } from './contract/look-request.ts'
export { lookAnswer, transferAnswer, type Failed, type LookAnswer, type TransferAnswer } from './contract/answers.ts'
export {
  channelSid,
  conversationSid,
  interactionSid,
  inviteSid,
  participantSid,
  taskQueueSid,
  taskSid,
  workerSid,
  workflowSid,
  workspaceSid,
  type ChannelSid,
  type ConversationSid,
  type InteractionSid,
  type InviteSid,
  type ParticipantSid,
  type TaskQueueSid,
  type TaskSid,
  type WorkerSid,
  type WorkflowSid,
  type WorkspaceSid,
} from './sid.ts'

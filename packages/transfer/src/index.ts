export type {
  Caller,
  CancelInviteCommand,
  Command,
  InviteCommand,
  InvitingCommand,
  LeaveCommand,
  RemoveCommand,
  TransferCommand,
  TransferTarget,
} from './command.ts'
export { decide } from './decide.ts'
export { fateOf, type Fate } from './abandoned.ts'
export type { CancelOutcome, Decision, DepartureOutcome, InviteOutcome, Outcome } from './decision.ts'
export { reconcile, type DueRepair, type Reconciled, type Reconciliation } from './reconcile.ts'
export { isSwitchedOn, RULE_NAMES, unknownRules, type RepairSwitch } from './rules/repair-switch.ts'
export { explain, type RuleOpinion, type SuspicionSeen } from './explain.ts'
export { waitingTasks } from './waiting.ts'
export { transferHistory, type TransferRecord } from './transfer-history.ts'
export { EMPTY_MEMORY, type Memory, type RememberedTask } from './memory.ts'
export { observationAfter } from './observation-after.ts'
export type {
  InviteTarget,
  ObservedChannel,
  ObservedConversation,
  ObservedInvite,
  ObservedMessage,
  ObservedParticipant,
  ObservedReservation,
  ObservedTarget,
  ObservedTask,
  ObservedWorker,
  OnDemand,
  Observation,
  PresentTask,
  Read,
  TaskVerdict,
  WorkflowReach,
} from './observation.ts'
export type {
  CancelTaskStep,
  ClaimStep,
  CloseChannelStep,
  CloseConversationStep,
  CloseParticipantStep,
  CompleteTaskStep,
  CreateInviteStep,
  RefreshInsideStep,
  RejectReservationStep,
  RemoveClaimStep,
  Step,
  StepResult,
  WriteInvitesStep,
} from './step.ts'
export { CLAIM_KEY, claimIn, claimRemoval, holdsAt, withClaim } from './claim.ts'
export { mergeAttributes } from './conversation-attributes.ts'
export { agentsInside } from './inside.ts'
export { hasNoPlace } from './no-place.ts'
export { isOneConversation } from './one-conversation.ts'
export { answerViolations, type Effects } from './invariants/answers-are-true.ts'
export { foreignKeyViolations } from './invariants/foreign-keys-are-kept.ts'
export type { StateInvariant } from './invariants/invariant.ts'
export { STATE_INVARIANTS } from './invariants/invariants.ts'
export { harmViolations } from './invariants/no-harm.ts'
export { settlingViolations } from './invariants/settling-ends.ts'
export { isBotsOwn } from './bots-own.ts'
export { hasEnded } from './channel.ts'
export { isNobodyThere } from './nobody-there.ts'
export { liveInvites } from './invites.ts'
export { insideAttributes } from './invite-step.ts'
export { readInviteMark, type InviteMark } from './invite-mark.ts'
export { readTemplateInvite } from './template-invite.ts'
export { isJsonObject, parseJson, printJson, sameJson, type JsonObject } from './json.ts'
export { DEFAULT_POLICY, readPolicy, type Policy, type PolicyReading } from './policy.ts'
export { FAILURES, type FailureCode } from './failure.ts'
export { refusal, REFUSALS, type Refusal, type RefusalCode } from './refusal.ts'
export { transferRequest, type TransferRequestBody } from './contract/transfer-request.ts'
export { inviteRequest, type InviteRequestBody } from './contract/invite-request.ts'
export { cancelInviteRequest, type CancelInviteRequestBody } from './contract/cancel-invite-request.ts'
export { removeRequest, type RemoveRequestBody } from './contract/remove-request.ts'
export { leaveRequest, type LeaveRequestBody } from './contract/leave-request.ts'
export { lookRequest, type LookRequestBody } from './contract/look-request.ts'
export { commandAnswer, type CommandAnswer, type Done, type Failed, type Known } from './contract/command-answer.ts'
export { RULES } from './rules/rules.ts'
export { refusalsFor } from './refusals-for.ts'
export { whyNotRoutable } from './target.ts'
export { lookAnswer, type LookAnswer, type Seen, type SeenBackend, type SeenTarget } from './contract/look-answer.ts'
export {
  channelSid,
  conversationSid,
  interactionSid,
  inviteSid,
  participantSid,
  reservationSid,
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
  type ReservationSid,
  type TaskQueueSid,
  type TaskSid,
  type WorkerSid,
  type WorkflowSid,
  type WorkspaceSid,
} from './sid.ts'

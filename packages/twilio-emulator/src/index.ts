export { createEmulator, startEmulator, type Emulator, type RunningEmulator } from './emulator.ts'
export { readAssumptionFile } from './control/assumption-file.ts'
export { ControlError } from './control/control-error.ts'
export { ASSUMPTION_VALUES, type Assumptions } from './world/assumptions.ts'
export { createRandom } from './world/random.ts'
export { AdjustableClock } from './world/adjustable-clock.ts'
export { createWallClock } from './world/wall-clock.ts'
export { VirtualClock } from './world/virtual-clock.ts'
export type { FlexPlugin } from './services/flex/state.ts'
export type { World } from './world/world.ts'
export type { ContactCenter } from './seed/contact-center.ts'
export type { Conversation, ConversationParticipant, Message } from './services/conversations/state.ts'
export type { Invite, InteractionChannel } from './services/interactions/state.ts'
export type { Reservation, Task, Worker } from './services/taskrouter/state.ts'

// What happened, for those who look on.
export type { LoggedCall } from './control/call-log.ts'
export type { LoggedChange } from './control/change-log.ts'
export type { News } from './control/news.ts'
export type { FaultPlan } from './faults/fault-plan.ts'
export type { FaultRequest } from './faults/fault.ts'
export type { LoggedWebhook } from './webhooks/webhook-log.ts'
export { deliverOverHttp, type Deliver } from './webhooks/deliver.ts'

// Questions to a world that its tables alone do not answer.
export {
  messagesOf,
  participantsNamed,
  participantsOf as conversationParticipantsOf,
} from './services/conversations/conversation-contents.ts'
export { findByAddress } from './services/conversations/addresses.ts'
export { customerName } from './services/interactions/customer-name.ts'
export { channelOfConversation, inviteOfTask, invitesOf, participantsOf } from './services/interactions/rows.ts'
export { workerIdentity } from './services/iam/worker-identity.ts'
export { loadOf } from './services/taskrouter/capacity.ts'
export { membersOf, queuesOf } from './services/taskrouter/queue-members.ts'
export { openReservationsOfWorker, reservationsOfTask } from './services/taskrouter/reservation-row.ts'
export { workerChannelsOf } from './services/taskrouter/worker-row.ts'

// What people and carriers do, and no server of the account's.
export { receiveMessage } from './services/conversations/inbound-messages.ts'
export { createGuestToken } from './services/iam/access-tokens.ts'
export { createFlexToken } from './services/iam/tokens.ts'
export { letRingOut } from './services/taskrouter/reservations.ts'
export { updateWorker } from './services/taskrouter/workers.ts'
export { TwilioError } from './transports/rest/twilio-error.ts'

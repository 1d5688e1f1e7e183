/**
 * What Twilio's documentation leaves open. Each is a switch, so that everything that runs on the emulator can be tested
 * both ways; DIFFERENCES.md says what each one stands on. Services add theirs here.
 */
export interface Assumptions {
  /** How long after a change the lists of an interaction's participants and invites still show what was before. */
  readonly interactionsReadLagMs: number
  /** How long after an agent joins `media_properties` of the participant are still missing. */
  readonly mediaPropertiesDelayMs: number
  /** How long TaskRouter's task lists are behind; a task fetched by its sid is always current. */
  readonly taskListLagMs: number
  /** How far behind a queue's statistics are; the documentation speaks of a few seconds. */
  readonly statisticsLagMs: number
  /** What a request does to a task that sets a status and other fields at once. */
  readonly taskStatusWithFields: 'status-only' | 'both'
  /** What becomes of the reservations of a task that is deleted: they go too, or their worker's list keeps them. */
  readonly deletedTaskReservations: 'deleted' | 'kept'
  /** Whether a task in wrap-up takes up capacity of its worker, as an assigned one does. */
  readonly wrappingTakesCapacity: boolean
  /** How long after a change TaskRouter looks for workers: no answer shows its own call's routing. */
  readonly routingDelayMs: number
  /** What becomes of a task that no filter of its workflow matches, where there is no default filter. */
  readonly unmatchedTask: 'canceled' | 'pending'
  /** What becomes of a task for one worker (RoutingTarget) whose reservation was rejected or timed out. */
  readonly declinedDirectTask: 'canceled' | 'rung-again'
  /** Whether a queue asks somebody again who let the same task go by, when nobody else is left to ask. */
  readonly declinedWorkerRungAgain: boolean
  /** What `worker.sid NOT IN task.list` is when the list is missing. The literal reading of the documentation: false. */
  readonly notInNull: 'false' | 'true'
  /** Whether expressions take `5` and `'5'` for two things, or convert one before they compare. */
  readonly mixedTypes: 'differ' | 'converted'
  /** Whether the task of an invite for one worker rings there whatever the worker's capacity and activity. */
  readonly directInviteIgnoresCapacity: boolean
  /** Where an invite goes that names a queue and no worker: straight to the queue, or where its workflow sends it. */
  readonly inviteWithQueueAlone: 'queue' | 'workflow'
  /** What an invite to a closed channel gets: an error, or a task by which nobody can join. */
  readonly inviteToClosedChannel: 'refused' | 'task-only'
  /** What accepting an invite to a closed channel does: nothing but an error, or the task is the agent's all the same. */
  readonly acceptIntoClosedChannel: 'refused' | 'task-only'
  /** Whether closing a channel closes its conversation too; if not, the customer goes on writing to nobody. */
  readonly channelCloseClosesConversation: boolean
  /** Whether accepting a reservation through TaskRouter's own API brings the agent into the interaction. */
  readonly taskrouterAcceptJoinsChannel: boolean
  /** Whether a participant who is set to `wrapup` leaves the conversation at once. */
  readonly wrapupLeavesConversation: boolean
  /** HTTP status of a created invite: 200 in the API description, 201 in older documents. */
  readonly inviteCreatedStatus: 200 | 201
  /** What closing a channel or participant answers that is closed already, with nothing left to do. */
  readonly closedTwice: 'refused' | 'accepted'
  /** Whether closing a channel cancels its tasks that wait for an agent. Reports say that they live on, unjoinable. */
  readonly channelCloseCancelsInvites: boolean
  /** Whether an agent whose task was completed through TaskRouter's own API leaves the interaction too. */
  readonly completedTaskLeavesChannel: boolean
  /** Whether an invite in the list shows its task as it is, or as it was when the invite was made. */
  readonly invitesListTask: 'as-created' | 'current'
  /** Whose tasks an agent completes who closes the channel with routing `closed`; the others' go to wrapping. */
  readonly agentCloseCompletes: 'own' | 'all'
  /** What happens when a worker who is in the channel accepts a second invite to it. */
  readonly sameWorkerTwice: 'shares-conversation-participant' | 'join-fails'
  /** Whether the platform leaves a `conversations.conversation_id` alone that an invite's attributes bring along. */
  readonly inviteKeepsConversationId: boolean
  /** Whether the list of participants shows `media_properties` to the account, and not only to the Flex UI. */
  readonly mediaPropertiesForAccount: boolean
  /** Whether a customer who is taken out of the conversation through Conversations' own API leaves the channel too. */
  readonly removedParticipantLeavesChannel: boolean
  /** Whether an agent who joins makes a channel active again that was left or paused. */
  readonly joinWakesChannel: boolean
  /** What a customer's message to an inactive channel does: the default of Twilio's Leave, or its custom routing. */
  readonly inactiveChannelReply: 'new-task' | 'nothing'
  /** Whether Studio's webhook stays on a conversation that its flow has handed to Flex. */
  readonly studioWebhookAfterHandover: 'kept' | 'removed'
  /** Whether a closed timer closes an active conversation that has no inactive timer. */
  readonly closedTimerClosesActive: boolean
  /** How long after a change its webhooks leave (WH-2). */
  readonly webhookDelayMs: number
  /** How long after a change the desktops are told of it on the event bridge: after the answer to who made it (EB-11). */
  readonly eventBridgeDelayMs: number
  /** Whether Conversations' webhooks tell of what other products' calls did, such as an agent who joined by an invite. */
  readonly platformChangesFireWebhooks: boolean
  /** Whether a conversation service with a webhook of its own takes the place of the account's (WH-7). */
  readonly serviceWebhookReplacesGlobal: boolean
  /** How long after a change Event Streams tells its sinks of it, and of all that has happened meanwhile (ES-5). */
  readonly eventStreamDelayMs: number
  /** Whether Event Streams tells of what a REST call has changed in Conversations without asking for webhooks (ES-5). */
  readonly eventStreamsHearRestChanges: boolean
  /** How long a build of Serverless is built, whatever is in it (SL-6). */
  readonly serverlessBuildMs: number
  /** Which reservations Sync's index `tr-reservation` has: those that take up a worker's capacity, or all. */
  readonly indexedReservations: 'open' | 'all'
}

export const DEFAULT_ASSUMPTIONS: Assumptions = {
  interactionsReadLagMs: 200,
  mediaPropertiesDelayMs: 500,
  taskListLagMs: 200,
  statisticsLagMs: 2000,
  taskStatusWithFields: 'status-only',
  deletedTaskReservations: 'deleted',
  wrappingTakesCapacity: true,
  routingDelayMs: 20,
  unmatchedTask: 'canceled',
  declinedDirectTask: 'canceled',
  declinedWorkerRungAgain: true,
  notInNull: 'false',
  mixedTypes: 'differ',
  directInviteIgnoresCapacity: true,
  inviteWithQueueAlone: 'queue',
  inviteToClosedChannel: 'refused',
  acceptIntoClosedChannel: 'refused',
  channelCloseClosesConversation: true,
  taskrouterAcceptJoinsChannel: true,
  wrapupLeavesConversation: true,
  inviteCreatedStatus: 200,
  closedTwice: 'refused',
  channelCloseCancelsInvites: false,
  completedTaskLeavesChannel: false,
  invitesListTask: 'as-created',
  agentCloseCompletes: 'own',
  sameWorkerTwice: 'shares-conversation-participant',
  inviteKeepsConversationId: true,
  mediaPropertiesForAccount: true,
  removedParticipantLeavesChannel: false,
  joinWakesChannel: true,
  inactiveChannelReply: 'new-task',
  studioWebhookAfterHandover: 'kept',
  closedTimerClosesActive: true,
  webhookDelayMs: 50,
  eventBridgeDelayMs: 20,
  platformChangesFireWebhooks: false,
  serviceWebhookReplacesGlobal: true,
  eventStreamDelayMs: 200,
  eventStreamsHearRestChanges: true,
  serverlessBuildMs: 1000,
  indexedReservations: 'open',
}

/** A number of milliseconds, or one of these. */
type AllowedValues<Value> = number extends Value ? 'milliseconds' : readonly Value[]

/** What each switch may be set to from outside; a switch that is missing here does not compile. */
export const ASSUMPTION_VALUES: { readonly [Name in keyof Assumptions]: AllowedValues<Assumptions[Name]> } = {
  interactionsReadLagMs: 'milliseconds',
  mediaPropertiesDelayMs: 'milliseconds',
  taskListLagMs: 'milliseconds',
  statisticsLagMs: 'milliseconds',
  taskStatusWithFields: ['status-only', 'both'],
  deletedTaskReservations: ['deleted', 'kept'],
  wrappingTakesCapacity: [true, false],
  routingDelayMs: 'milliseconds',
  unmatchedTask: ['canceled', 'pending'],
  declinedDirectTask: ['canceled', 'rung-again'],
  declinedWorkerRungAgain: [true, false],
  notInNull: ['false', 'true'],
  mixedTypes: ['differ', 'converted'],
  directInviteIgnoresCapacity: [true, false],
  inviteWithQueueAlone: ['queue', 'workflow'],
  inviteToClosedChannel: ['refused', 'task-only'],
  acceptIntoClosedChannel: ['refused', 'task-only'],
  channelCloseClosesConversation: [true, false],
  taskrouterAcceptJoinsChannel: [true, false],
  wrapupLeavesConversation: [true, false],
  inviteCreatedStatus: [200, 201],
  closedTwice: ['refused', 'accepted'],
  channelCloseCancelsInvites: [true, false],
  completedTaskLeavesChannel: [true, false],
  invitesListTask: ['as-created', 'current'],
  agentCloseCompletes: ['own', 'all'],
  sameWorkerTwice: ['shares-conversation-participant', 'join-fails'],
  inviteKeepsConversationId: [true, false],
  mediaPropertiesForAccount: [true, false],
  removedParticipantLeavesChannel: [true, false],
  joinWakesChannel: [true, false],
  inactiveChannelReply: ['new-task', 'nothing'],
  studioWebhookAfterHandover: ['kept', 'removed'],
  closedTimerClosesActive: [true, false],
  webhookDelayMs: 'milliseconds',
  eventBridgeDelayMs: 'milliseconds',
  platformChangesFireWebhooks: [true, false],
  serviceWebhookReplacesGlobal: [true, false],
  eventStreamDelayMs: 'milliseconds',
  eventStreamsHearRestChanges: [true, false],
  serverlessBuildMs: 'milliseconds',
  indexedReservations: ['open', 'all'],
}

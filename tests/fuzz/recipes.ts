/** Fields that a call takes, by the last word of its path. `WT?` stands for a sid of that kind that has been seen. */
export type Recipe = Readonly<Record<string, string>>

const ROUTING =
  '{"properties":{"workspace_sid":"WS?","workflow_sid":"WW?","task_channel_unique_name":"chat","attributes":{"a":1}}}'
const DIRECT = '{"properties":{"workspace_sid":"WS?","workflow_sid":"WW?","worker_sid":"WK?","queue_sid":"WQ?"}}'
const WORKFLOW =
  '{"task_routing":{"filters":[{"expression":"a == 1","targets":[{"queue":"WQ?","timeout":5},{"queue":"WQ?","skip_if":"1==1"}]}],"default_filter":{"queue":"WQ?"}}}'

export const RECIPES: Readonly<Record<string, readonly Recipe[]>> = {
  Tasks: [
    { WorkflowSid: 'WW?', Attributes: '{"a":1}', TaskChannel: 'chat' },
    { RoutingTarget: 'WK?', Attributes: '{}', Timeout: '60' },
    { AssignmentStatus: 'completed', Reason: 'done' },
    { AssignmentStatus: 'wrapping' },
    { AssignmentStatus: 'canceled', Reason: 'no' },
    { Attributes: '{"a":2}', Priority: '5' },
  ],
  Reservations: [
    { ReservationStatus: 'accepted' },
    { ReservationStatus: 'rejected', WorkerActivitySid: 'WA?' },
    { ReservationStatus: 'wrapping' },
    { ReservationStatus: 'completed' },
  ],
  Workers: [
    { ActivitySid: 'WA?' },
    { ActivitySid: 'WA?', RejectPendingReservations: 'true' },
    { Attributes: '{"routing":{"skills":["sales"]}}' },
    { FriendlyName: 'guest-1', Attributes: '{}', ActivitySid: 'WA?' },
  ],
  TaskQueues: [{ FriendlyName: 'x', TargetWorkers: '1==1', MaxReservedWorkers: '5' }, { TaskOrder: 'LIFO' }],
  Workflows: [
    { FriendlyName: 'x', Configuration: WORKFLOW },
    { Configuration: WORKFLOW, ReEvaluateTasks: 'true' },
  ],
  Interactions: [
    { Channel: '{"type":"web","initiated_by":"customer","properties":{"media_channel_sid":"CH?"}}', Routing: ROUTING },
    { Channel: '{"type":"web","initiated_by":"api","participants":[{"identity":"guest-3"}]}', Routing: DIRECT },
  ],
  Invites: [{ Routing: ROUTING }, { Routing: DIRECT }],
  Channels: [
    { Status: 'closed' },
    { Status: 'closed', Routing: '{"status":"closed"}' },
    { Status: 'inactive', Routing: '{"status":"closed"}' },
    { Capacity: '2', Available: 'true' },
  ],
  Participants: [
    { Status: 'closed' },
    { Status: 'wrapup' },
    { Identity: 'guest-1' },
    { Type: 'agent', MediaProperties: '{"identity":"guest-5"}' },
    { Type: 'supervisor', MediaProperties: '{"identity":"alice"}' },
    { Attributes: '{"a":1}', LastReadMessageIndex: '1', LastReadTimestamp: '2026-01-31T09:00:00Z' },
    { 'MessagingBinding.Address': '+15005550001', 'MessagingBinding.ProxyAddress': '+15005550006' },
    { 'MessagingBinding.Address': '+15005550002', 'MessagingBinding.ProxyAddress': '+15005550006' },
  ],
  Conversations: [
    { FriendlyName: 'x', Attributes: '{"a":1}' },
    { State: 'inactive' },
    { State: 'closed' },
    { State: 'active', 'Timers.Inactive': 'PT1M', 'Timers.Closed': 'PT10M' },
  ],
  Messages: [
    { Author: '+15005550001', Body: 'Hello' },
    { Author: 'guest-1', Body: 'Hello', Attributes: '{}' },
  ],
  Webhooks: [
    { Target: 'webhook', 'Configuration.Url': 'https://example.com/hook', 'Configuration.Filters': 'onMessageAdded' },
  ],
  Documents: [
    { UniqueName: 'x', Data: '{"a":1}' },
    { Data: '{"a":2}', Ttl: '60' },
  ],
  Maps: [{ UniqueName: 'x' }, { Ttl: '60' }],
  Lists: [{ UniqueName: 'x' }, { CollectionTtl: '60' }],
  Items: [
    { Key: 'k', Data: '{"a":1}' },
    { Data: '{"a":2}', ItemTtl: '60' },
  ],
  TaskChannels: [
    { UniqueName: 'video', FriendlyName: 'Video', ChannelOptimizedRouting: 'true' },
    { FriendlyName: 'Other' },
  ],
  Activities: [{ FriendlyName: 'Lunch', Available: 'false' }, { FriendlyName: 'Ready' }],
  Workspaces: [
    { PrioritizeQueueOrder: 'LIFO', TimeoutActivitySid: 'WA?' },
    { EventCallbackUrl: 'https://example.com/events', EventsFilter: 'task.created,reservation.created' },
  ],
  Addresses: [
    { Type: 'sms', Address: '+15005550008', FriendlyName: 'Other' },
    {
      Type: 'whatsapp',
      Address: 'whatsapp:+15005550007',
      'AutoCreation.Enabled': 'true',
      'AutoCreation.Type': 'studio',
      'AutoCreation.StudioFlowSid': 'FW00000000000000000000000000000000',
    },
    { 'AutoCreation.Enabled': 'false' },
  ],
  InteractionWebhooks: [
    { WebhookUrl: 'https://example.com/hook', WebhookEvents: 'onParticipantJoined', Type: 'interaction' },
    { WebhookMethod: 'GET', FriendlyName: 'Hook' },
  ],
  Users: [{ Identity: 'guest-4' }, { Attributes: '{"a":1}', FriendlyName: 'Guest' }],
  Configuration: [{ AccountSid: 'AC?', UiAttributes: '{"a":1}' }],
  Transfers: [
    { Type: 'cold', From: 'UT?', To: 'WK?' },
    { Type: 'cold', From: 'UT?', To: 'WQ?' },
    { Type: 'warm', From: 'UT?', To: 'WW?' },
  ],
  validate: [{ Token: 'TOKEN?' }],
  refresh: [{ Token: 'TOKEN?' }],
  Info: [{ Token: 'TOKEN?' }],
  Services: [{ UniqueName: 'demo', FriendlyName: 'x', IncludeCredentials: 'true' }, { FriendlyName: 'Other' }],
  Environments: [{ UniqueName: 'dev', DomainSuffix: 'dev' }, { UniqueName: 'production' }],
  Variables: [
    { Key: 'A', Value: '1' },
    { Key: 'B', Value: '2' },
  ],
  Functions: [{ FriendlyName: 'x' }],
  Assets: [{ FriendlyName: 'x' }],
  Builds: [
    { FunctionVersions: 'ZN?', Dependencies: '[{"name":"a","version":"1.0.0"}]', Runtime: 'node22' },
    { AssetVersions: 'ZN?' },
  ],
  Deployments: [{ BuildSid: 'ZB?' }, {}],
  Plugins: [{ UniqueName: 'plugin-x', FriendlyName: 'X' }, { Description: 'x' }],
  Versions: [
    { Version: '1.0.0', PluginUrl: 'https://example.com/bundle.js', Private: 'true' },
    { Version: '1.0.1', PluginUrl: 'https://example.com/bundle.js', Changelog: 'x' },
  ],
  Configurations: [{ Name: 'x', Plugins: '{"plugin_version":"FV?","phase":3}' }, { Name: 'x' }],
  Releases: [{ ConfigurationId: 'FJ?' }],
  Sinks: [
    {
      Description: 'x',
      SinkType: 'webhook',
      SinkConfiguration: '{"destination":"https://example.com/hook","method":"POST"}',
    },
    { Description: 'x', SinkType: 'kinesis', SinkConfiguration: '{"arn":"x"}' },
  ],
  Validate: [{ TestId: 'x' }],
  Subscriptions: [
    { Description: 'x', SinkSid: 'DG?', Types: '{"type":"com.twilio.taskrouter.task.created"}' },
    { Description: 'y' },
  ],
  SubscribedEvents: [{ Type: 'com.twilio.conversations.message.added' }, { SchemaVersion: '1' }],
  WebChats: [{ AddressSid: 'IG?', CustomerFriendlyName: 'Guest' }],
}

/** The kind of sid that follows a word of a path. Where two products use a word, either may be tried. */
export const KINDS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  Accounts: ['AC'],
  Activities: ['WA'],
  Addresses: ['IG'],
  Assets: ['ZH'],
  Builds: ['ZB'],
  Channels: ['UO', 'WC'],
  Configurations: ['FJ'],
  Conversations: ['CH'],
  Deployments: ['ZD'],
  Documents: ['ET'],
  Environments: ['ZE'],
  Events: ['EV'],
  Functions: ['ZH'],
  Instances: ['GO'],
  Interactions: ['KD'],
  InteractionWebhooks: ['TTID'],
  Invites: ['KG'],
  Lists: ['ES'],
  Maps: ['MP'],
  Messages: ['IM'],
  Participants: ['UT', 'MB'],
  Plugins: ['FP'],
  Releases: ['FK'],
  Reservations: ['WR'],
  Services: ['IS', 'ZS'],
  Sinks: ['DG'],
  Subscriptions: ['DF'],
  TaskChannels: ['TC'],
  TaskQueues: ['WQ'],
  Tasks: ['WT'],
  Transfers: ['UX'],
  Users: ['US'],
  Variables: ['ZV'],
  Versions: ['ZN', 'FV'],
  Webhooks: ['WH'],
  WorkerChannels: ['WC'],
  Workers: ['WK'],
  Workflows: ['WW'],
  Workspaces: ['WS'],
}

/** What is known by a name, by the word of a path that it follows. */
export const NAMES: Readonly<Record<string, string>> = {
  Items: 'k',
  ListItems: '0',
  Releases: 'Active',
  Schemas: 'TaskRouter.WDSEvent',
  SchemaVersions: '1',
  SubscribedEvents: 'com.twilio.taskrouter.task.created',
  Types: 'com.twilio.conversations.message.added',
}

import { createConversationsState, type ConversationsState } from '../services/conversations/state.ts'
import { createEventStreamsState, type EventStreamsState } from '../services/event-streams/state.ts'
import { createFlexState, type FlexPlugin, type FlexState } from '../services/flex/state.ts'
import { createIamState, type IamState } from '../services/iam/state.ts'
import { createInteractionsState, type InteractionsState } from '../services/interactions/state.ts'
import { createPluginsState, type PluginsState } from '../services/plugins/state.ts'
import { createServerlessState, type ServerlessState } from '../services/serverless/state.ts'
import { createSyncState, type SyncState } from '../services/sync/state.ts'
import { createTaskrouterState, type TaskrouterState } from '../services/taskrouter/state.ts'
import { createWebhooksState, type WebhooksState } from '../webhooks/state.ts'
import { createAccount, type Account } from './account.ts'
import { DEFAULT_ASSUMPTIONS, type Assumptions } from './assumptions.ts'
import { ChangeFeed } from './change-feed.ts'
import type { Clock } from './clock.ts'
import type { Origin } from './origin.ts'
import type { Random } from './random.ts'

/**
 * One Twilio account and all that happens in it. It is synchronous and deterministic: the same clock, random source and
 * sequence of calls give the same world, sid by sid. Transports bring requests in; readers of `changes` bring news out.
 */
export interface World {
  readonly clock: Clock
  readonly random: Random
  readonly account: Account
  readonly assumptions: Assumptions
  readonly changes: ChangeFeed
  readonly taskrouter: TaskrouterState
  readonly interactions: InteractionsState
  readonly conversations: ConversationsState
  readonly iam: IamState
  readonly flex: FlexState
  readonly sync: SyncState
  readonly serverless: ServerlessState
  /** Flex's Plugins API; `flex.plugins` are those that were registered without it. */
  readonly pluginService: PluginsState
  readonly eventStreams: EventStreamsState
  readonly webhooks: WebhooksState
  /**
   * Tells this world from an earlier one at the same address, whose sids may be the same: larger, the later it was made. A
   * world that comes back from a snapshot has that of the world it was.
   */
  readonly generation: number
  /** Whose call is being carried out; undefined for what happens by itself. Only `withOrigin` sets it. */
  origin: Origin | undefined
}

export interface WorldOptions {
  readonly clock: Clock
  readonly random: Random
  readonly assumptions?: Partial<Assumptions>
  readonly plugins?: readonly FlexPlugin[]
  readonly generation?: number
}

/** An account with nothing in it. */
export function createWorld({ clock, random, assumptions, plugins, generation = clock.now() }: WorldOptions): World {
  return {
    clock,
    random,
    account: createAccount(random),
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...assumptions },
    changes: new ChangeFeed(),
    taskrouter: createTaskrouterState(clock),
    interactions: createInteractionsState(clock),
    conversations: createConversationsState(clock),
    iam: createIamState(clock),
    flex: createFlexState(plugins),
    sync: createSyncState(clock),
    serverless: createServerlessState(clock),
    pluginService: createPluginsState(clock),
    eventStreams: createEventStreamsState(clock),
    webhooks: createWebhooksState(),
    generation,
    origin: undefined,
  }
}

import { createHash } from 'node:crypto'
import type { ContactCenter } from '../seed/contact-center.ts'
import type { TaskrouterEvent } from '../services/taskrouter/event-log.ts'
import { pendingRouting, type PendingRouting } from '../services/taskrouter/resume-routing.ts'
import type { Workspace } from '../services/taskrouter/state.ts'
import type { WebhooksState } from '../webhooks/state.ts'
import type { Account } from '../world/account.ts'
import type { Assumptions } from '../world/assumptions.ts'
import { SidIndex } from '../world/sid-index.ts'
import { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'

/** To be raised whenever a row gets another shape, so that no snapshot of an older emulator is taken for a new one. */
export const SNAPSHOT_FORMAT = 3

/** The products whose rows a snapshot has. */
export const PRODUCTS = [
  'taskrouter',
  'conversations',
  'interactions',
  'iam',
  'sync',
  'serverless',
  'pluginService',
  'eventStreams',
] as const
type Product = (typeof PRODUCTS)[number]

type Row = { readonly sid: string }
type Rows = Readonly<Record<string, readonly Row[]>>
type IndexEntries = ReturnType<SidIndex['entries']>

/** The whole account, as of one moment. */
export interface Snapshot extends Readonly<Record<Product, Rows>> {
  readonly format: typeof SNAPSHOT_FORMAT
  /** Of all the rest: a snapshot is put back as it was written, or not at all. */
  readonly digest: string
  readonly nowMs: number
  readonly generation: number
  readonly account: Account
  readonly contactCenter: ContactCenter
  readonly assumptions: Assumptions
  readonly settings: {
    readonly workspace: Workspace
    readonly conversationWebhooks: WebhooksState
    readonly flex: World['flex']
  }
  /** What the emulator keeps beside its rows. */
  readonly behind: {
    readonly random: readonly number[]
    readonly indexes: Readonly<Record<Product, Readonly<Record<string, IndexEntries>>>>
    readonly routing: PendingRouting
    readonly events: readonly TaskrouterEvent[]
  }
}

/**
 * `GET /__emulator/snapshot`: the whole account as JSON, rows in the order in which they were made. Not in it are faults,
 * logs, webhooks on their way, and what rows were before: readers who are behind see them as they are.
 */
export function snapshotOf(world: World, contactCenter: ContactCenter): Snapshot {
  const { taskrouter, conversations, interactions, iam, sync, serverless, pluginService, eventStreams } = world
  const rest: Omit<Snapshot, 'digest'> = {
    format: SNAPSHOT_FORMAT,
    nowMs: world.clock.now(),
    generation: world.generation,
    account: world.account,
    contactCenter,
    assumptions: world.assumptions,
    settings: { workspace: taskrouter.workspace, conversationWebhooks: world.webhooks, flex: world.flex },
    taskrouter: tablesOf(taskrouter),
    conversations: tablesOf(conversations),
    interactions: tablesOf(interactions),
    iam: tablesOf(iam),
    sync: tablesOf(sync),
    serverless: tablesOf(serverless),
    pluginService: tablesOf(pluginService),
    eventStreams: tablesOf(eventStreams),
    behind: {
      random: world.random.state(),
      indexes: {
        taskrouter: indexEntriesOf(taskrouter),
        conversations: indexEntriesOf(conversations),
        interactions: indexEntriesOf(interactions),
        iam: indexEntriesOf(iam),
        sync: indexEntriesOf(sync),
        serverless: indexEntriesOf(serverless),
        pluginService: indexEntriesOf(pluginService),
        eventStreams: indexEntriesOf(eventStreams),
      },
      routing: pendingRouting(world),
      events: taskrouter.events.all(),
    },
  }
  return { digest: digestOf(rest), ...rest }
}

export function digestOf(rest: object): string {
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex')
}

/** The rows of all tables of a product, by the tables' names. */
export function tablesOf(state: object): Rows {
  const tables: Record<string, readonly Row[]> = {}
  for (const [name, value] of Object.entries(state)) {
    if (value instanceof Table) tables[name] = value.all()
  }
  return tables
}

/** All indexes of a product by their names; those that stand together have the name of what they stand in, too. */
export function indexesOf(state: object): Record<string, SidIndex> {
  const indexes: Record<string, SidIndex> = {}
  for (const [name, value] of Object.entries(state)) {
    if (value instanceof SidIndex) indexes[name] = value
    else if (name.endsWith('Index')) {
      for (const [inner, index] of Object.entries(indexesOf(value))) indexes[`${name}.${inner}`] = index
    }
  }
  return indexes
}

function indexEntriesOf(state: object): Record<string, IndexEntries> {
  return Object.fromEntries(Object.entries(indexesOf(state)).map(([name, index]) => [name, index.entries()]))
}

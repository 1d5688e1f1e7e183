import { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'

/**
 * `GET /__emulator/snapshot`: the whole account as JSON, rows in the order in which they were made. What the emulator
 * keeps beside its rows (indexes, timers, earlier versions) is not in it.
 */
export function snapshotOf(world: World): object {
  const { taskrouter, conversations, interactions, iam, flex, sync, webhooks } = world
  return {
    now: new Date(world.clock.now()).toISOString(),
    account: world.account,
    assumptions: world.assumptions,
    taskrouter: { workspace: taskrouter.workspace, ...tablesOf(taskrouter) },
    conversations: { ...tablesOf(conversations), webhookSettings: webhooks },
    interactions: tablesOf(interactions),
    iam: tablesOf(iam),
    flex: { configuration: flex.configuration },
    sync: tablesOf(sync),
  }
}

/** The rows of all tables of a product, by the tables' names. */
export function tablesOf(state: object): Record<string, readonly { readonly sid: string }[]> {
  const tables: Record<string, readonly { readonly sid: string }[]> = {}
  for (const [name, value] of Object.entries(state)) {
    if (value instanceof Table) tables[name] = value.all()
  }
  return tables
}

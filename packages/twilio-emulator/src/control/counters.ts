import type { WebhookSender } from '../webhooks/webhook-sender.ts'
import type { World } from '../world/world.ts'
import type { CallLog } from './call-log.ts'
import { tablesOf } from './snapshot.ts'

/** `GET /__emulator/counters`: calls by route and status, webhooks, and how many rows the world has. */
export function countersOf(
  world: World,
  { calls, webhooks }: { readonly calls: CallLog; readonly webhooks: WebhookSender },
): object {
  return { calls: calls.counts(), webhooks: webhooks.counts(), world: worldCounts(world) }
}

function worldCounts({ taskrouter, conversations, interactions, sync }: World): object {
  return {
    taskrouter: { ...rowsIn(taskrouter), tasksByStatus: byStatus(taskrouter.tasks.all()) },
    conversations: {
      ...rowsIn(conversations),
      conversationsByState: byStatus(conversations.conversations.all().map(({ state }) => ({ status: state }))),
    },
    interactions: { ...rowsIn(interactions), channelsByStatus: byStatus(interactions.channels.all()) },
    sync: rowsIn(sync),
  }
}

function rowsIn(state: object): Record<string, number> {
  return Object.fromEntries(Object.entries(tablesOf(state)).map(([name, rows]) => [name, rows.length]))
}

function byStatus(rows: readonly { readonly status: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

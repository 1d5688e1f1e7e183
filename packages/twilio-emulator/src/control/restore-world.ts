import { watchTimers } from '../services/conversations/conversation-state.ts'
import { resumeExpiries } from '../services/sync/resume-expiries.ts'
import { resumeRouting } from '../services/taskrouter/resume-routing.ts'
import { resumeRandom } from '../world/random.ts'
import { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'
import { indexesOf, PRODUCTS, type Snapshot } from './snapshot.ts'

/** Fills an empty world with what a snapshot holds. Nothing is told, and nothing goes on before `resumeWorld`. */
export function loadWorld(empty: World, snapshot: Snapshot): World {
  for (const product of PRODUCTS) {
    loadTables(empty[product], snapshot[product])
    const entries = snapshot.behind.indexes[product]
    for (const [name, index] of Object.entries(indexesOf(empty[product]))) {
      for (const [key, sids] of entries[name] ?? []) for (const sid of sids) index.add(key, sid)
    }
  }
  const { account, assumptions, generation, settings, behind } = snapshot
  empty.taskrouter.workspace = settings.workspace
  for (const event of behind.events) empty.taskrouter.events.add(event)
  const { flex, conversationWebhooks: webhooks } = settings
  return { ...empty, account, assumptions, generation, flex, webhooks, random: resumeRandom(behind.random) }
}

/** Lets a world go on that has been loaded: what was about to happen in it will. */
export function resumeWorld(world: World, { behind }: Snapshot): void {
  resumeRouting(world, behind.routing)
  for (const conversation of world.conversations.conversations.all()) watchTimers(world, conversation)
  resumeExpiries(world)
}

function loadTables(state: object, rows: Snapshot[(typeof PRODUCTS)[number]]): void {
  for (const [name, table] of Object.entries(state)) {
    if (table instanceof Table) table.load(rows[name] ?? [])
  }
}

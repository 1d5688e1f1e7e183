import { createHash } from 'node:crypto'
import type { Change } from '../../../world/change.ts'
import type { World } from '../../../world/world.ts'
import type { EventLog } from '../event-log.ts'
import { itemChanged } from '../sync/entity-events.ts'
import type { Entity, EntityItem, EntityKind, EntitySource } from '../sync/entity.ts'
import type { Subscribers } from '../sync/subscribers.ts'
import { queueNumbers, workspaceNumbers } from './queue-numbers.ts'

const WORKSPACE_MAP = 'realtime_statistics_v1'
const QUEUE_MAP_SUFFIX = '.realtime_statistics.v1'

/** The view is said to be refreshed every one to three seconds (FU-10). */
const REFRESH_MS = 1000

interface StatisticsOptions {
  readonly world: World
  readonly events: EventLog
  readonly subscribers: Subscribers
}

/**
 * The maps that the Flex UI's view of the queues is drawn from (FU-10): one for each queue and one for the workspace.
 * They are read off TaskRouter's rows when somebody asks; those whom somebody looks at are told again, a moment after a
 * change, where a number is another one.
 */
export class StatisticsMaps implements EntitySource {
  readonly #world: World
  readonly #events: EventLog
  readonly #subscribers: Subscribers
  /** What was told last, by map and key. */
  readonly #told = new Map<string, string>()
  readonly #sids = new Map<string, string>()
  #isDue = false
  #changedAtMs = 0

  constructor({ world, events, subscribers }: StatisticsOptions) {
    this.#world = world
    this.#events = events
    this.#subscribers = subscribers
  }

  find(kind: EntityKind, sidOrName: string): Entity | undefined {
    if (kind !== 'map') return undefined
    const name = this.#names().find((candidate) => candidate === sidOrName || this.#sidOf(candidate) === sidOrName)
    return name === undefined ? undefined : this.#map(name)
  }

  tell(change: Change): void {
    if (!isCounted(change)) return
    this.#changedAtMs = this.#world.clock.now()
    if (!this.#isDue) this.#schedule()
  }

  /** The timer that was set is gone with the world that it was set in. */
  worldReset(): void {
    this.#isDue = false
    this.#told.clear()
  }

  /** The numbers are as late as those of REST: the last change is in them only then, also for who looks in between. */
  #schedule(): void {
    this.#isDue = true
    const { clock, assumptions } = this.#world
    const seenAtMs = this.#changedAtMs + assumptions.statisticsLagMs
    clock.schedule(Math.max(clock.now() + REFRESH_MS, seenAtMs), () => this.#refresh())
  }

  #refresh(): void {
    const { clock, assumptions } = this.#world
    this.#isDue = false
    if (this.#changedAtMs + assumptions.statisticsLagMs > clock.now()) this.#schedule()
    for (const name of this.#watched()) {
      const map = this.#map(name)
      for (const item of map.items()) this.#tellItem(map, item)
    }
  }

  #tellItem(map: Entity, item: EntityItem): void {
    const id = `${map.key} ${item.key}`
    const text = JSON.stringify(item.data)
    if (this.#told.get(id) === text) return
    this.#told.set(id, text)
    this.#subscribers.publish(map.key, () => map, {
      build: (entity, eventId) => itemChanged(entity, 'updated', item, eventId),
    })
  }

  #names(): string[] {
    return [WORKSPACE_MAP, ...this.#world.taskrouter.taskQueues.all().map(({ sid }) => `${sid}${QUEUE_MAP_SUFFIX}`)]
  }

  #watched(): string[] {
    return this.#names().filter((name) => this.#events.isWatched(name))
  }

  #map(name: string): Entity {
    const fields = { revision: '0', createdAtMs: 0, updatedAtMs: 0, expiresAtMs: undefined }
    return {
      ...fields,
      kind: 'map',
      key: name,
      sid: this.#sidOf(name),
      uniqueName: name,
      isOpenTo: ({ workerSid }) => workerSid !== undefined,
      data: () => undefined,
      items: () => {
        const items = Object.entries(this.#numbers(name)).map(([key, data]) => ({ ...fields, key, data }))
        return items.toSorted((left, right) => (left.key < right.key ? -1 : 1))
      },
    }
  }

  #numbers(name: string): Readonly<Record<string, unknown>> {
    if (name === WORKSPACE_MAP) return { workspace: workspaceNumbers(this.#world) }
    const queue = this.#world.taskrouter.taskQueues.get(name.slice(0, -QUEUE_MAP_SUFFIX.length))
    return queue === undefined ? {} : queueNumbers(this.#world, queue)
  }

  /** The same in every world: views that were open find their maps again (TS-7). */
  #sidOf(name: string): string {
    const known = this.#sids.get(name)
    if (known !== undefined) return known
    const sid = `MP${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
    this.#sids.set(name, sid)
    return sid
  }
}

function isCounted(change: Change): boolean {
  return 'task' in change || 'worker' in change || 'activity' in change || 'taskQueue' in change
}

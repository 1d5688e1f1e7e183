import {
  createMemoryStore,
  NO_INSTRUMENTS,
  startWork,
  type Mark,
  type Store,
  type WorkOptions,
} from '@conversation-transfer/backend'
import { goneInACircle, wholeTrail } from './audit-trail.ts'
import { backendLog } from './backend-log.ts'
import type { Chance } from './chance.ts'
import type { Change } from './channel-of-change.ts'
import { markOf } from './mark-of-change.ts'
import { Process } from './process.ts'
import type { Stage } from './stage.ts'
import { storeOfProcess } from './store-of-process.ts'

/** A webhook may be late by so much. */
const WEBHOOK_MS_MIN = 20
const WEBHOOK_MS_MAX = 3_000

/** Whoever runs a backend starts a process again that has died. */
const RESTART_MS_MAX = 5_000

/**
 * A look makes this many calls at most, of Twilio and the store. A process makes many looks: it dies in one of them about as
 * often as a Function dies in its request.
 */
const CALLS_OF_A_LOOK_MAX = 30

/** As in production (apps/backend/src/configuration), but for the allowance: a share of two conversations is nothing. */
const HOW_IT_WORKS = {
  repairs: 'all',
  allowance: { perMinuteMax: 20, shareMax: 1, perMinuteMin: 20 },
  censusEveryMs: 180_000,
  looksAtOnce: 4,
  auditKeptMs: 30 * 86_400_000,
} as const satisfies Partial<WorkOptions>

/**
 * The product's own backend on a store in memory, in as many processes as the scenario says. They die as the seed says, and
 * others are started in their place; what they had begun is taken up when its lease is over. The store outlives them.
 */
export class Backend {
  readonly #stage: Stage
  readonly #store: Store
  readonly #news: Chance
  readonly #processes: Chance
  readonly #running = new Map<Process, ReturnType<typeof startWork>>()
  #countedFromMs: number

  constructor(stage: Stage) {
    this.#stage = stage
    this.#store = createMemoryStore({ now: () => stage.time.now() })
    this.#news = stage.part()
    this.#processes = stage.part()
    this.#countedFromMs = stage.time.now()
    this.#startAll()
    stage.world.changes.subscribe((change) => this.#happened(change))
  }

  /** A release: each process is told to stop, and another one begins. What is repaired from now on is counted. */
  async release(): Promise<void> {
    this.#countedFromMs = this.#stage.time.now()
    const old = [...this.#running.values()]
    this.#running.clear()
    this.#startAll()
    await Promise.all(old.map((work) => work.stop()))
  }

  /** Settling has to come to an end. */
  async checkSettled(): Promise<void> {
    const trail = await wholeTrail(this.#store)
    for (const what of goneInACircle(trail, this.#countedFromMs)) this.#stage.violated(what)
  }

  /** A webhook may be late, may come twice, and may not come at all. */
  #happened(change: Change): void {
    const { trouble, time, world } = this.#stage
    const mark = markOf(world, change)
    if (mark === undefined || this.#news.happens(trouble.webhookLost)) return
    const times = this.#news.happens(trouble.webhookDoubled) ? 2 : 1
    for (let count = 0; count < times; count++) {
      time.after(this.#news.between(WEBHOOK_MS_MIN, WEBHOOK_MS_MAX), () => this.#hears(mark))
    }
  }

  #hears(mark: Mark): void {
    if (this.#running.size > 0) void this.#store.schedule.mark([mark])
  }

  #startAll(): void {
    for (let count = 0; count < this.#stage.scenario.processes; count++) this.#start()
  }

  #start(): void {
    const stage = this.#stage
    const { time, network, settings, counts } = stage
    const chance = this.#processes.part()
    const name = `backend#${stage.number()}`
    const diesAfterCalls = this.#callsUntilDeath(chance)
    const onDeath = (): void => this.#died(process, name)
    const process = new Process({ name, network, time, chance, diesAfterCalls, onDeath })
    const isForgotten = (): boolean => chance.happens(stage.trouble.memoryLost)
    const work = startWork({
      ...HOW_IT_WORKS,
      store: storeOfProcess({ process, store: this.#store, isForgotten }),
      settings,
      connections: process.connections,
      time: process.time,
      chance: () => chance.fraction(),
      processId: name,
      instruments: {
        ...NO_INSTRUMENTS,
        repaired: () => void (counts.repairs += 1),
        alarmed: () => void (counts.alarms += 1),
      },
      log: backendLog(stage, name),
    })
    this.#running.set(process, work)
  }

  #callsUntilDeath(chance: Chance): number | undefined {
    const { crash } = this.#stage.trouble
    return crash === 0 ? undefined : chance.between(0, Math.round(CALLS_OF_A_LOOK_MAX / crash))
  }

  #died(process: Process, name: string): void {
    const { counts, story, time } = this.#stage
    // One that was told to stop already has somebody in its place.
    if (!this.#running.delete(process)) return
    counts.crashes += 1
    story.tell(name, 'dies')
    time.after(this.#processes.between(0, RESTART_MS_MAX), () => this.#start())
  }
}

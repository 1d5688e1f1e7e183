import type { Change } from '../world/change.ts'
import type { World } from '../world/world.ts'

/** Older changes give way to newer ones. */
const CHANGES_MAX = 5000

interface Logged<Kind, Rows> {
  /** Counts from 1, and goes on when the world is made new. */
  readonly number: number
  /** The time of the emulator's clock. */
  readonly at: string
  readonly kind: Kind
  /** The rows that changed, by the name of what they are. */
  readonly change: Rows
}

type LoggedForm<Told> = Told extends Change ? Logged<Told['kind'], Omit<Told, 'kind'>> : never

/** A change of the world, in the words of the product in which it happened; or that the world was made new. */
export type LoggedChange = LoggedForm<Change> | Logged<'emulator.reset', object>

/** What has happened in the world, for those who look on: timelines, tests. */
export class ChangeLog {
  readonly #world: World
  #changes: LoggedChange[] = []
  #number = 0
  #resets = 0
  readonly #waiting = new Set<() => void>()

  constructor(world: World) {
    this.#world = world
  }

  /** To be called once. */
  start(): void {
    this.#world.changes.subscribe(({ kind, ...change }) => this.#add(kind, change))
  }

  /** The number of the newest change; 0 before the first. */
  get last(): number {
    return this.#number
  }

  /** How often the world was made new. */
  get resets(): number {
    return this.#resets
  }

  all(): readonly LoggedChange[] {
    return this.#changes
  }

  /** Those after number `after`, oldest first. `missed` says that some of them are forgotten already. */
  after(after: number): { readonly changes: readonly LoggedChange[]; readonly missed: boolean } {
    const first = this.#changes[0]?.number ?? this.#number + 1
    return { changes: this.#changes.slice(Math.max(0, after + 1 - first)), missed: after + 1 < first }
  }

  /** Resolves when there is a change after number `after`, or when `signal` says that nobody waits any more. */
  async waitFor(after: number, signal: AbortSignal): Promise<void> {
    if (this.#number > after || signal.aborted) return
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  /** To be called before the world is made new: what follows is of the new one. */
  worldReset(): void {
    this.#resets += 1
    this.#add('emulator.reset', {})
  }

  #add(kind: LoggedChange['kind'], change: object): void {
    this.#number += 1
    const at = new Date(this.#world.clock.now()).toISOString()
    // The kind and its rows come from one change; TypeScript does not follow them apart.
    this.#changes.push({ number: this.#number, at, kind, change } as LoggedChange)
    // A copy of the rest is made once in a thousand changes, not at each.
    if (this.#changes.length > CHANGES_MAX + 1000) this.#changes = this.#changes.slice(-CHANGES_MAX)
    for (const wake of this.#waiting) wake()
  }
}

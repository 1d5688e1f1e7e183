import type { Cancel, Clock } from './clock.ts'

export interface Deadline {
  readonly key: string
  readonly atMs: number
}

/** What time will do, each thing by a key. Whatever is set for a key takes the place of what was to happen there. */
export class Deadlines {
  readonly #clock: Clock
  readonly #pending = new Map<string, { readonly atMs: number; readonly cancel: Cancel }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  set(key: string, atMs: number, run: () => void): void {
    this.clear(key)
    const cancel = this.#clock.schedule(atMs, () => {
      this.#pending.delete(key)
      run()
    })
    this.#pending.set(key, { atMs, cancel })
  }

  /** Harmless if nothing was to happen. */
  clear(key: string): void {
    this.#pending.get(key)?.cancel()
    this.#pending.delete(key)
  }

  /** How much is to happen. */
  get size(): number {
    return this.#pending.size
  }

  /** When what is to happen, in the order in which it was set. */
  all(): Deadline[] {
    return [...this.#pending].map(([key, { atMs }]) => ({ key, atMs }))
  }
}

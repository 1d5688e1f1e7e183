import type { Change } from './change.ts'

export type ChangeListener = (change: Change) => void

/**
 * Tells every listener of every change, in order. A change made by a listener is told after the one that it listens to,
 * so that all listeners see one and the same order.
 */
export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>()
  readonly #waiting: Change[] = []
  #telling = false

  /** Returns the function that ends the subscription. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  publish(change: Change): void {
    this.#waiting.push(change)
    if (this.#telling) return
    this.#telling = true
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#tell(next)
    } finally {
      this.#telling = false
    }
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }
}

/** Something that is to run at a moment. */
export interface Timer {
  readonly atMs: number
  readonly run: () => void
}

interface Entry extends Timer {
  /** Timers of the same moment run in the order in which they were added. */
  readonly order: number
  /** Where it is in the heap. */
  position: number
}

/**
 * Timers, the earliest first. A binary heap: every finished task waits here for its deletion, and a search through tens
 * of thousands of them at each step of the clock made each further task cost more than the one before.
 */
export class TimerQueue {
  readonly #heap: Entry[] = []
  #order = 0

  /** Returns the function that takes the timer out again; harmless once it has run. */
  add(timer: Timer): () => void {
    const entry = { ...timer, order: this.#order++, position: this.#heap.length }
    this.#heap.push(entry)
    this.#rise(entry)
    return () => this.#remove(entry)
  }

  first(): Timer | undefined {
    return this.#heap[0]
  }

  /** Takes the first one out. */
  shift(): Timer | undefined {
    const [first] = this.#heap
    if (first !== undefined) this.#remove(first)
    return first
  }

  #remove(entry: Entry): void {
    if (this.#heap[entry.position] !== entry) return
    const last = this.#heap.pop()
    if (last === undefined || last === entry) return
    this.#place(last, entry.position)
    this.#rise(last)
    this.#sink(last)
  }

  #rise(entry: Entry): void {
    for (;;) {
      const parent = entry.position === 0 ? undefined : this.#heap[(entry.position - 1) >> 1]
      if (parent === undefined || isBefore(parent, entry)) return
      this.#swap(parent, entry)
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#heap[2 * entry.position + 1]
      const right = this.#heap[2 * entry.position + 2]
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left
      if (child === undefined || isBefore(entry, child)) return
      this.#swap(entry, child)
    }
  }

  /** `upper` goes to where `lower` is, and the other way round. */
  #swap(upper: Entry, lower: Entry): void {
    const { position } = upper
    this.#place(upper, lower.position)
    this.#place(lower, position)
  }

  #place(entry: Entry, position: number): void {
    this.#heap[position] = entry
    entry.position = position
  }
}

function isBefore(left: Entry, right: Entry): boolean {
  return left.atMs === right.atMs ? left.order < right.order : left.atMs < right.atMs
}

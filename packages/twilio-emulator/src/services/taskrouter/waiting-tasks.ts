/** A task that nobody could be asked for, and what decides when it is its turn. */
export interface WaitingTask {
  readonly taskSid: string
  /** Where it waits: tasks of one place are for the same workers and take the same kind of capacity. */
  readonly place: string
  readonly priority: number
  readonly virtualStartMs: number
  readonly order: 'FIFO' | 'LIFO'
}

interface Entry extends WaitingTask {
  /** The last criterion, so that no two are equal. */
  readonly number: number
}

/**
 * The tasks that wait, each place in order: the highest priority first, then the one that has waited longest, or
 * shortest where the queue is last in, first out (TR-27). Kept sorted, so that a worker who becomes free is offered the
 * right task without a look at all others.
 */
export class WaitingTasks {
  readonly #places = new Map<string, Entry[]>()
  readonly #byTask = new Map<string, Entry>()
  #numbers = 0

  /** Adds the task, or moves it to where it belongs now. */
  put(task: WaitingTask): void {
    this.delete(task.taskSid)
    const entry = { ...task, number: this.#numbers++ }
    const entries = this.#places.get(task.place) ?? []
    entries.splice(position(entries, entry), 0, entry)
    this.#places.set(task.place, entries)
    this.#byTask.set(task.taskSid, entry)
  }

  /**
   * The tasks of all places of this queue are handed out in another order from now on. All leave before one comes back:
   * in a place of two orders nobody is found again.
   */
  reorder(queueSid: string, order: WaitingTask['order']): void {
    const ofQueue = this.all().filter(({ place }) => place.startsWith(queueSid))
    for (const { taskSid } of ofQueue) this.delete(taskSid)
    for (const task of ofQueue) this.put({ ...task, order })
  }

  has(taskSid: string): boolean {
    return this.#byTask.has(taskSid)
  }

  /** In the order in which they were put, which decides between equals. */
  all(): WaitingTask[] {
    return [...this.#byTask.values()].map(({ taskSid, place, priority, virtualStartMs, order }) => {
      return { taskSid, place, priority, virtualStartMs, order }
    })
  }

  delete(taskSid: string): void {
    const entry = this.#byTask.get(taskSid)
    if (entry === undefined) return
    this.#byTask.delete(taskSid)
    const entries = this.#places.get(entry.place) ?? []
    entries.splice(position(entries, entry), 1)
    if (entries.length === 0) this.#places.delete(entry.place)
  }

  /**
   * The tasks of several places, best first; between queues of both orders those of `preferred` come first. A place for
   * which `isOpen` says no is left out from then on. Tasks may be put and deleted on the way.
   */
  *inOrder(
    places: readonly string[],
    { preferred, isOpen }: { readonly preferred: 'FIFO' | 'LIFO'; readonly isOpen: (place: string) => boolean },
  ): Generator<string> {
    const heads = places.map((place) => ({ entries: [...(this.#places.get(place) ?? [])], next: 0 }))
    for (;;) {
      let best: { readonly entry: Entry; readonly head: { next: number } } | undefined
      for (const head of heads) {
        const entry = head.entries[head.next]
        if (entry === undefined || !isOpen(entry.place)) continue
        if (best === undefined || compare(entry, best.entry, preferred) < 0) best = { entry, head }
      }
      if (best === undefined) return
      best.head.next++
      yield best.entry.taskSid
    }
  }
}

function compare(left: Entry, right: Entry, preferred: 'FIFO' | 'LIFO'): number {
  if (left.priority !== right.priority) return right.priority - left.priority
  if (left.order !== right.order) return left.order === preferred ? -1 : 1
  const age = left.virtualStartMs - right.virtualStartMs
  if (age !== 0) return left.order === 'FIFO' ? age : -age
  return left.number - right.number
}

/** Where the entry is, or belongs. The entries of one place all have one order. */
function position(entries: readonly Entry[], entry: Entry): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = entries[middle]
    if (other !== undefined && compare(other, entry, entry.order) < 0) low = middle + 1
    else high = middle
  }
  return low
}

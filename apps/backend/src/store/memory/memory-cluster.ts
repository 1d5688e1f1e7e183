import { DEAD_AFTER_MS, type Cluster } from '../cluster.ts'

export class MemoryCluster implements Cluster {
  readonly #now: () => number
  readonly #turns = new Map<string, number>()
  readonly #processes = new Map<string, number>()
  readonly #bookmarks = new Map<string, string>()

  constructor(now: () => number) {
    this.#now = now
  }

  async takeTurn(name: string, everyMs: number): Promise<boolean> {
    const takenAtMs = this.#turns.get(name)
    const nowMs = this.#now()
    if (takenAtMs !== undefined && takenAtMs > nowMs - everyMs) return false
    this.#turns.set(name, nowMs)
    return true
  }

  async checkIn(processId: string): Promise<number> {
    const nowMs = this.#now()
    this.#processes.set(processId, nowMs)
    for (const [other, seenAtMs] of this.#processes) {
      if (seenAtMs <= nowMs - DEAD_AFTER_MS) this.#processes.delete(other)
    }
    return this.#processes.size
  }

  async checkOut(processId: string): Promise<void> {
    this.#processes.delete(processId)
  }

  async bookmark(name: string): Promise<string | undefined> {
    return this.#bookmarks.get(name)
  }

  async setBookmark(name: string, value: string): Promise<void> {
    this.#bookmarks.set(name, value)
  }
}

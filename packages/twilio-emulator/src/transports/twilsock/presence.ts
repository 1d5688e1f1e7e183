/** Who has a socket open: what the Conversations SDK calls reachability. */
export class Presence {
  readonly #counts = new Map<string, number>()

  isOnline(identity: string): boolean {
    return this.#counts.has(identity)
  }

  /** Answers whether that changes anything for others. */
  arrive(identity: string): boolean {
    const count = this.#counts.get(identity) ?? 0
    this.#counts.set(identity, count + 1)
    return count === 0
  }

  leave(identity: string): boolean {
    const count = this.#counts.get(identity) ?? 0
    if (count > 1) this.#counts.set(identity, count - 1)
    else this.#counts.delete(identity)
    return count === 1
  }
}

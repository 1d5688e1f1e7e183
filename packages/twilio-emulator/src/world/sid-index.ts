/** Which rows belong to what, in the order in which they were added, so that nobody searches a whole table. */
export class SidIndex {
  readonly #sids = new Map<string, Set<string>>()

  add(key: string, sid: string): void {
    const sids = this.#sids.get(key)
    if (sids === undefined) this.#sids.set(key, new Set([sid]))
    else sids.add(sid)
  }

  remove(key: string, sid: string): void {
    const sids = this.#sids.get(key)
    sids?.delete(sid)
    if (sids?.size === 0) this.#sids.delete(key)
  }

  removeAll(key: string): void {
    this.#sids.delete(key)
  }

  sids(key: string): readonly string[] {
    return [...(this.#sids.get(key) ?? [])]
  }

  entries(): (readonly [key: string, sids: readonly string[]])[] {
    return [...this.#sids].map(([key, sids]) => [key, [...sids]] as const)
  }
}

/** Tells those who look on that there is something new. What it is they read where it stands: many at once are one look. */
export class News {
  readonly #readers = new Set<() => void>()

  /** Returns the function that ends the subscription. */
  subscribe(reader: () => void): () => void {
    this.#readers.add(reader)
    return () => this.#readers.delete(reader)
  }

  tell(): void {
    for (const reader of this.#readers) reader()
  }
}

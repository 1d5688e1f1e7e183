/** One line for each thing that went well, with the time it took. */
export class Steps {
  readonly #print: (line: string) => void
  readonly #startedAtMs = performance.now()
  #done = 0
  #current = 'starting'

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  /** What is being done: the title of the step that fails, if one does. */
  get current(): string {
    return this.#current
  }

  /** Does it, and says that it is so. `title` is a sentence that is true afterwards. */
  async step<Result>(title: string, run: () => Promise<Result>): Promise<Result> {
    this.#current = title
    const startedAtMs = performance.now()
    const result = await run()
    this.#done += 1
    this.#print(`${seconds(performance.now() - startedAtMs)}  ${title}`)
    return result
  }

  summary(): string {
    return `${this.#done} steps in ${seconds(performance.now() - this.#startedAtMs).trim()}`
  }
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1).padStart(6)} s`
}

import type { FlexHost } from '../host/flex-host.ts'
import type { KnownStore } from './known-conversations.ts'

/** Finds out once what a worker is called, and keeps it. */
export class WorkerNames {
  readonly #host: FlexHost
  readonly #store: KnownStore
  readonly #asked = new Set<string>()

  constructor(host: FlexHost, store: KnownStore) {
    this.#host = host
    this.#store = store
  }

  learn(workerSid: string): void {
    if (this.#asked.has(workerSid)) return
    this.#asked.add(workerSid)
    this.#host.workerName(workerSid).then(
      (name) => name !== undefined && this.#keep(workerSid, name),
      // It may be asked again.
      () => this.#asked.delete(workerSid),
    )
  }

  #keep(workerSid: string, name: string): void {
    this.#store.setState(({ workerNames }) => ({ workerNames: { ...workerNames, [workerSid]: name } }))
  }
}

import type { Log } from '../../observability/log.ts'
import type { Database } from './database.ts'

const CHANNEL = 'conversation_transfer_marked'

/**
 * Tells all processes, this one too, that a row may have become due. Apart from the marks themselves, and never two at a time:
 * Postgres lets transactions that notify commit only one after the other, so that in one statement with the marks it would
 * make each webhook wait for the disk of all others. One that is lost is made up for by whoever asks when the next row is due.
 */
export class Announcer {
  readonly #database: Database
  readonly #log: Log
  #underWay: Promise<void> | undefined
  #isWantedAgain = false

  constructor(database: Database, log: Log) {
    this.#database = database
    this.#log = log
  }

  announce(): void {
    this.#isWantedAgain = true
    this.#underWay ??= this.#announceUntilDone()
  }

  onAnnounced(listener: () => void): () => void {
    return this.#database.listen(CHANNEL, listener)
  }

  /** Resolves when nothing is under way. */
  async quiet(): Promise<void> {
    await this.#underWay
  }

  async #announceUntilDone(): Promise<void> {
    while (this.#isWantedAgain) {
      this.#isWantedAgain = false
      try {
        await this.#database.query(`select pg_notify('${CHANNEL}', '')`, [])
      } catch (error: unknown) {
        this.#log.debug({ error: String(error) }, 'a mark could not be announced')
      }
    }
    // At once, not when the promise is seen to have ended: a mark that comes in between would find it under way.
    this.#underWay = undefined
  }
}

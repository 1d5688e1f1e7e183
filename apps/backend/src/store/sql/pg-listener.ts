import type { Client } from 'pg'
import type { Log } from '../../observability/log.ts'

interface Listening {
  readonly createClient: () => Client
  readonly channel: string
  readonly onNotification: () => void
  readonly log: Log
}

const RECONNECT_MS_MIN = 100
const RECONNECT_MS_MAX = 5_000
/** A connection that a firewall has dropped looks alive until something is asked on it. */
const PROBE_EVERY_MS = 30_000

/**
 * Listens on a connection of its own, and connects again for as long as it takes when that is lost. What was notified meanwhile
 * is lost, so each connection begins with a call of the listener.
 */
export function listenToPostgres(listening: Listening): () => void {
  const listener = new PgListener(listening)
  listener.connect()
  return () => listener.stop()
}

class PgListener {
  readonly #listening: Listening
  #client: Client | undefined
  #timer: NodeJS.Timeout | undefined
  #reconnectMs = RECONNECT_MS_MIN
  #isStopped = false

  constructor(listening: Listening) {
    this.#listening = listening
  }

  connect(): void {
    const client = this.#listening.createClient()
    this.#client = client
    client.on('notification', () => this.#listening.onNotification())
    client.on('error', (error) => this.#lose(client, error.message))
    client.on('end', () => this.#lose(client, 'it was closed'))
    this.#listen(client).catch((error: unknown) => this.#lose(client, String(error)))
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = undefined
    if (client !== undefined) end(client)
  }

  async #listen(client: Client): Promise<void> {
    await client.connect()
    await client.query(`listen ${this.#listening.channel}`)
    if (client !== this.#client) return
    this.#reconnectMs = RECONNECT_MS_MIN
    this.#listening.onNotification()
    this.#probeLater(client)
  }

  #probeLater(client: Client): void {
    this.#timer = setTimeout(() => {
      this.#probe(client).catch((error: unknown) => this.#lose(client, String(error)))
    }, PROBE_EVERY_MS)
  }

  async #probe(client: Client): Promise<void> {
    await client.query('select 1')
    if (client === this.#client) this.#probeLater(client)
  }

  /** Called more than once for one connection: an error, its end, and whatever was being asked. The first one counts. */
  #lose(client: Client, reason: string): void {
    if (client !== this.#client || this.#isStopped) return
    this.#client = undefined
    clearTimeout(this.#timer)
    end(client)
    this.#listening.log.warn(
      { reason, againInMs: this.#reconnectMs },
      'the connection that listens to Postgres was lost',
    )
    this.#timer = setTimeout(() => this.connect(), this.#reconnectMs)
    this.#reconnectMs = Math.min(this.#reconnectMs * 2, RECONNECT_MS_MAX)
  }
}

/** Nobody waits for it, and one that is broken already cannot be ended. */
function end(client: Client): void {
  client.end().catch(() => undefined)
}

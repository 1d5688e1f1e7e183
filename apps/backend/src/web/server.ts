import type { Server, ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

export interface RunningServer {
  readonly port: number
  /** Takes nothing new in, and resolves when what was being answered has been, or has taken too long. */
  stop(): Promise<void>
}

export interface ListenOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
}

/** Puts the app on a socket, with limits for whoever sends slowly, too much, or nothing. */
export async function listen(app: Pick<Hono, 'fetch'>, { host, port }: ListenOptions): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: LIMITS }) as Server
  server.maxConnections = CONNECTIONS_MAX
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: (server.address() as AddressInfo).port, stop: () => stopped(server) }
}

const LIMITS: ServerOptions = {
  headersTimeout: 5_000,
  /** For the whole request: Twilio sends a few kilobytes, at once. */
  requestTimeout: 15_000,
  keepAliveTimeout: 10_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
}

/** Twilio opens some dozens at once. */
const CONNECTIONS_MAX = 2_000

/** Answers take milliseconds; the store may take `WRITE_MS_MAX`. */
const STOP_MS_MAX = 4_000

async function stopped(server: Server): Promise<void> {
  const giveUp = setTimeout(() => server.closeAllConnections(), STOP_MS_MAX)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(giveUp)
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { unprivilegedAccount, type Account } from './unprivileged-account.ts'

/** A Postgres for tests: on a free port of this machine, with its data in a temporary folder. */
export interface TestPostgres {
  /** Of its first database, which is empty. */
  readonly url: string
  /** Makes another empty database, and returns its address. */
  createDatabase(): Promise<string>
  /** Breaks off all connections, as an administrator does. What was written stays. */
  stop(): Promise<void>
  /** Breaks off everything, as a power cut does. */
  kill(): Promise<void>
  /** After `stop` or `kill`, on the same port; resolves when it takes connections. */
  start(): Promise<void>
  restart(): Promise<void>
  /** Stops it for good and removes its data. */
  remove(): Promise<void>
}

const START_MS_MAX = 30_000
/** After a power cut, what is left of the old server may hold the data for a moment. */
const STARTS_MAX = 20

export async function startPostgres(): Promise<TestPostgres> {
  const account = unprivilegedAccount()
  const folder = mkdtempSync(join(tmpdir(), 'conversation-transfer-postgres-'))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  const binaries = findPostgresBinaries(account, folder)
  const server = new Server({ account, folder, binaries, port: await freePort() })
  try {
    server.createData()
    await server.start()
  } catch (error: unknown) {
    await server.remove()
    throw error
  }
  return server
}

interface ServerOptions {
  readonly account: Account
  readonly folder: string
  readonly binaries: PostgresBinaries
  readonly port: number
}

class Server implements TestPostgres {
  readonly url: string
  readonly #options: ServerOptions
  #running: ChildProcess | undefined
  #databases = 0

  constructor(options: ServerOptions) {
    this.#options = options
    this.url = `postgres://postgres@127.0.0.1:${options.port}/postgres`
  }

  createData(): void {
    const { account, binaries } = this.#options
    const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions']
    execFileSync(binaries.initdb, ['-D', this.#data, ...options], { ...account, cwd: '/', stdio: 'pipe' })
  }

  async createDatabase(): Promise<string> {
    this.#databases += 1
    const name = `test_${this.#databases}`
    const client = new Client(this.url)
    await client.connect()
    await client.query(`create database ${name}`)
    await client.end()
    return this.url.replace(/postgres$/, name)
  }

  async start(): Promise<void> {
    for (let starts = 1; ; starts += 1) {
      const outcome = await this.#startOnce()
      if (outcome === 'ready') return
      if (starts === STARTS_MAX) throw new Error(`Postgres does not start: ${outcome.output}`)
    }
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT')
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  async remove(): Promise<void> {
    await this.#end('SIGQUIT')
    rmSync(this.#options.folder, { recursive: true, force: true, maxRetries: 10 })
  }

  get #data(): string {
    return join(this.#options.folder, 'data')
  }

  async #startOnce(): Promise<'ready' | { readonly output: string }> {
    const { account, binaries, port } = this.#options
    const server = spawn(binaries.postgres, ['-D', this.#data, ...settings(port)], {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#running = server
    // A test run that ends in the middle leaves no server behind.
    const killIt = (): boolean => server.kill('SIGKILL')
    process.once('exit', killIt)
    server.once('exit', () => process.off('exit', killIt))
    return untilReady(server)
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#running
    this.#running = undefined
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
  }
}

/** Nothing of a test has to survive the machine. */
function settings(port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    fsync: 'off',
    max_connections: 100,
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function untilReady(server: ChildProcess): Promise<'ready' | { readonly output: string }> {
  const said: string[] = []
  const timer = setTimeout(() => server.kill('SIGKILL'), START_MS_MAX)
  const outcome = await new Promise<'ready' | { readonly output: string }>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => resolve({ output: said.join('') }))
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said.push(text)
      if (text.includes('ready to accept connections')) resolve('ready')
    })
  })
  clearTimeout(timer)
  // Read on, and keep nothing: a server that nobody listens to would stop when the pipe is full.
  server.stderr?.removeAllListeners('data').resume()
  return outcome
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}

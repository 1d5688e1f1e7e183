import type { Page } from 'playwright-core'

/** What the Flex UI and its SDKs say while their connections are broken. */
export const BROKEN_CONNECTION = new RegExp(
  [
    'net::ERR_',
    'WebSocket (connection|error)',
    'Failed to fetch',
    'Could not connect to Twilio',
    'Degraded mode',
    'connection error has been thrown',
    'Failed to load conversation participants',
    'Failed to send typing indicator',
    'disconnected',
  ].join('|'),
)

/** What Sync says of conversations that are gone with their account. */
export const ACCOUNT_GONE = /Sync E: Failed to subscribe|status of 401/

/**
 * What has gone wrong in the pages of a test: errors that nobody caught, errors on the console, and whatever tried to
 * leave this machine.
 */
export class Faults {
  readonly #found: string[] = []
  #expected: RegExp[] = []

  /** From now on, and until the end of the test. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** What nobody expected; a test that has passed has none. */
  unexpected(): readonly string[] {
    return this.#found.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)))
  }

  clear(): void {
    this.#found.length = 0
    this.#expected = []
  }

  watch(page: Page, who: string, origin: () => string): void {
    page.on('pageerror', (error) => this.#found.push(`${who}: uncaught: ${error.stack ?? error.message}`))
    page.on('request', (request) => {
      if (!isOwn(request.url(), origin())) this.#found.push(`${who}: left the machine: ${request.url()}`)
    })
    page.on('websocket', (socket) => {
      if (!isOwn(socket.url(), origin())) this.#found.push(`${who}: left the machine: ${socket.url()}`)
    })
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      this.#found.push(`${who}: console: ${message.text()} (${message.location().url})`)
    })
    page.on('crash', () => this.#found.push(`${who}: the page crashed`))
  }
}

function isOwn(address: string, origin: string): boolean {
  if (/^(data|blob|about):/.test(address)) return true
  return address.startsWith(`${origin}/`) || address.startsWith(`${origin.replace(/^http/, 'ws')}/`)
}

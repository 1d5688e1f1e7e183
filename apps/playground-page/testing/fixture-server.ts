import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { buildPlaygroundPage, type PlaygroundPage } from '@conversation-transfer/playground'
import type { LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { phoneView, STORY } from './fixtures.ts'

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"><rect width="160" height="90" fill="#c9a36b"/><path d="M0 45h160M80 0v90" stroke="#8a6a3b" stroke-width="6"/></svg>'

/** What a page asked for with POST. */
export interface Asked {
  readonly path: string
  readonly body: unknown
}

/**
 * Serves the page with views that stand still, for what is hard to bring about with a real contact center: everything at
 * once, refusals, and a server that goes away.
 */
export class FixtureServer {
  readonly asked: Asked[] = []
  readonly #page: PlaygroundPage
  readonly #live: LiveView
  readonly #server: Server
  /** Stays what it was when the server is closed. */
  url = ''
  /** What every POST is refused with; undefined to accept. */
  refusal: string | undefined

  private constructor(page: PlaygroundPage, live: LiveView) {
    this.#page = page
    this.#live = live
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  /** 0 takes a free port. */
  static async start(live: LiveView, port = 0): Promise<FixtureServer> {
    const server = new FixtureServer(await buildPlaygroundPage(), live)
    server.#server.listen(port, '127.0.0.1')
    await once(server.#server, 'listening')
    server.url = `http://127.0.0.1:${(server.#server.address() as AddressInfo).port}`
    return server
  }

  /** Connections that are open are cut. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Content-Security-Policy', "default-src 'self'; style-src 'self' 'unsafe-inline'")
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url)
    if (request.method === 'POST') return this.#act(pathname, await text(request), response)
    const asset = this.#page.assets.get(pathname)
    if (pathname === '/') send(response, 'text/html; charset=utf-8', this.#page.html)
    else if (asset !== undefined) send(response, asset.contentType, asset.body)
    else if (pathname === '/fixture.svg') send(response, 'image/svg+xml', PICTURE)
    else if (pathname === '/playground/events') this.#stream(response, searchParams)
    else response.writeHead(404).end()
  }

  #stream(response: ServerResponse, looks: URLSearchParams): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    const tell = (event: string, value: object): void => {
      response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`)
    }
    tell('view', this.#live)
    for (const address of looks.getAll('phone')) tell('phone', phoneView(address))
    for (const conversationSid of looks.getAll('story')) tell('story', { ...STORY, conversationSid })
  }

  #act(path: string, body: string, response: ServerResponse): void {
    this.asked.push({ path, body: JSON.parse(body) })
    if (this.refusal === undefined) response.writeHead(204).end()
    else response.writeHead(409).end(JSON.stringify({ message: this.refusal }))
  }
}

function send(response: ServerResponse, contentType: string, body: string): void {
  response.writeHead(200, { 'Content-Type': contentType }).end(body)
}

import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startEmulator } from '../../emulator.ts'
import { createWallClock } from '../../world/wall-clock.ts'
import { SocketServer } from './socket-server.ts'
import type { SocketRequest, SocketTransport } from './socket-transport.ts'

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server with these transports: where it listens, and what its transports have thrown. */
async function serve(...transports: SocketTransport[]) {
  const errors: unknown[] = []
  const sockets = new SocketServer(transports, (error) => errors.push(error))
  const server = createServer()
  server.on('upgrade', (request, connection, head) => sockets.upgrade(request, connection, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    sockets.cutAll()
    server.close()
  })
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets, errors }
}

/** Answers what it is told, in the same form, with its name before it. */
function echo(name: string, accepts: SocketTransport['accepts']): SocketTransport {
  return {
    name,
    accepts,
    open: (socket, { query }) => {
      socket.onMessage((message) => {
        if (message === 'fail') throw new Error('as it was told to')
        if (message === 'cut') return socket.cut()
        if (message === 'close') return socket.close(4000, 'enough')
        socket.send(typeof message === 'string' ? `${name} ${query.get('q') ?? ''}${message}` : message)
      })
    },
  }
}

const onHost =
  (host: string): SocketTransport['accepts'] =>
  (request: SocketRequest) =>
    request.host === host && request.path === '/v3/wsconnect'

async function open(url: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers })
  await once(socket, 'open')
  return socket
}

async function ask(socket: WebSocket, message: string | Uint8Array): Promise<string | Buffer> {
  const answer = once(socket, 'message')
  socket.send(message)
  const [data, isBinary] = (await answer) as [Buffer, boolean]
  return isBinary ? data : data.toString('utf8')
}

async function refusal(url: string): Promise<{ status: number | undefined; body: unknown }> {
  const socket = new WebSocket(url)
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode, body: JSON.parse(text) as unknown }
}

describe('a socket', () => {
  test('reaches the transport of its Twilio host, named in its path or in a header', async () => {
    const { url } = await serve(echo('first', onHost('a.twilio.com')), echo('second', onHost('b.twilio.com')))
    expect(await ask(await open(`${url}/__twilio/a.twilio.com/v3/wsconnect?q=7-`), 'x')).toBe('first 7-x')
    const byHeader = await open(`${url}/v3/wsconnect`, { 'X-Twilio-Host': 'b.twilio.com' })
    expect(await ask(byHeader, 'y')).toBe('second y')
    expect(await ask(byHeader, new Uint8Array([1, 2]))).toEqual(Buffer.from([1, 2]))
  })

  test('that no transport takes is refused with an HTTP error', async () => {
    const { url } = await serve(echo('first', onHost('a.twilio.com')))
    const message = expect.stringContaining('no socket at wss://a.twilio.com/v9') as unknown
    expect(await refusal(`${url}/__twilio/a.twilio.com/v9`)).toMatchObject({ status: 404, body: { message } })
    expect(await refusal(`${url}/v3/wsconnect`)).toMatchObject({ status: 404, body: { code: 20404 } })
  })

  test('is told when its transport says goodbye, and not when it cuts the connection', async () => {
    const { url, sockets } = await serve(echo('first', onHost('a.twilio.com')))
    const polite = await open(`${url}/__twilio/a.twilio.com/v3/wsconnect`)
    const rude = await open(`${url}/__twilio/a.twilio.com/v3/wsconnect`)
    expect(sockets.size).toBe(2)
    const closes = [once(polite, 'close'), once(rude, 'close')]
    polite.send('close')
    rude.send('cut')
    expect((await Promise.all(closes)).map(([code]) => code as number)).toEqual([4000, 1006])
  })
})

describe('a transport that fails', () => {
  test('ends the one socket, and the others go on', async () => {
    const { url, errors } = await serve(echo('first', onHost('a.twilio.com')))
    const struck = await open(`${url}/__twilio/a.twilio.com/v3/wsconnect`)
    const other = await open(`${url}/__twilio/a.twilio.com/v3/wsconnect`)
    const closed = once(struck, 'close')
    struck.send('fail')
    await closed
    expect(errors).toEqual([new Error('as it was told to')])
    expect(await ask(other, 'still here')).toBe('first still here')
  })

  test('at the opening, or at the question whether it takes a socket, harms nobody else', async () => {
    const faulty: SocketTransport = {
      name: 'faulty',
      accepts: ({ path }) => {
        if (path === '/throws') throw new Error('no answer')
        return path === '/opens'
      },
      open: () => {
        throw new Error('no opening')
      },
    }
    const { url, errors } = await serve(faulty)
    expect(await refusal(`${url}/__twilio/a.twilio.com/throws`)).toMatchObject({ status: 500 })
    await once(new WebSocket(`${url}/__twilio/a.twilio.com/opens`), 'close')
    expect(errors).toEqual([new Error('no answer'), new Error('no opening')])
  })
})

test('an emulator that listens refuses unknown sockets, and goes on answering requests', async () => {
  const emulator = await startEmulator({ clock: createWallClock(), seed: 1, port: 0 })
  closing.push(() => void emulator.close())
  const url = `${emulator.url.replace('http', 'ws')}/__twilio/nowhere.twilio.com/`
  expect(await refusal(url)).toMatchObject({ status: 404 })
  expect((await fetch(`${emulator.url}/__emulator/account`)).status).toBe(200)
})

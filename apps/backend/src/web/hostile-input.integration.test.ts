import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProcess, type BackendProcess } from '../testing/backend-process.ts'
import { conversation, task } from './testing/sids.ts'
import { signedForm, signedJson } from './testing/signed-requests.ts'

const MB = 1024 * 1024
/** What garbage collection, the compiler's own code and the sample store's record of its writes leave behind. */
const GROWTH_BYTES_MAX = 24 * MB
/** While it lasts: what is in flight on all connections, and what a busy machine has not collected yet; 600 MB are sent. */
const PEAK_BYTES_MAX = 256 * MB
const FORGED = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'A'.repeat(27) }

let backend: BackendProcess
const agent = new Agent({ keepAlive: true, maxSockets: 50 })

beforeAll(async () => {
  backend = startProcess()
  await backend.printed('The backend listens')
  // Whatever is loaded and compiled at first use is no growth.
  for (let round = 0; round < 300; round++) await send(await raw(signedForm('/webhooks/taskrouter', EVENT)))
  await stream({ path: '/webhooks/taskrouter', headers: FORGED })
})

afterAll(async () => {
  agent.destroy()
  backend.child.kill('SIGKILL')
  await backend.ended
})

const EVENT = {
  EventType: 'task.updated',
  TaskSid: task(1),
  TaskAttributes: JSON.stringify({ conversationSid: conversation(1) }),
}

describe('memory stays as it was, and the process answers', () => {
  test('after 60 bodies of 10 MB, with a forged signature and without one, with and without a length', async () => {
    await staysFlat(async () => {
      const kinds: Streamed[] = [
        { path: '/webhooks/taskrouter', headers: FORGED },
        { path: '/webhooks/taskrouter', headers: { ...FORGED, 'content-length': String(10 * MB) } },
        { path: '/webhooks/conversations', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        { path: '/webhooks/event-streams', headers: { ...FORGED, 'content-type': 'application/json' } },
        { path: '/login', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        { path: '/nowhere', headers: {} },
      ]
      const outcomes = await Promise.all(
        Array.from({ length: 60 }, (_, n) => stream(kinds[n % kinds.length] ?? { path: '/', headers: {} })),
      )
      // `cut`: the connection was closed while the client was still sending.
      const refusals = new Set<number | string>([401, 403, 404, 413, 'cut'])
      expect(outcomes.filter((outcome) => !refusals.has(outcome))).toEqual([])
    })
  })

  test('after bodies of brackets, of bytes, and of fields', async () => {
    const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, n) => ((n * 7919) % 128) + 128))
    await staysFlat(async () => {
      for (let round = 0; round < 20; round++) {
        expect(await send(await raw(signedJson('/webhooks/event-streams', deep)))).toBe(204)
        expect(await send({ path: '/webhooks/taskrouter', headers: FORGED, body: bytes })).toBe(403)
        expect(await send({ path: '/webhooks/taskrouter', headers: FORGED, body: 'a=b&'.repeat(50_000) })).toBe(413)
      }
    })
  })

  test('after 10,000 events about one conversation, which are folded into few writes of one row', async () => {
    const event = await raw(signedForm('/webhooks/taskrouter', EVENT))
    const before = await backend.memory()
    const begunMs = Date.now()
    await staysFlat(async () => {
      const statuses = new Set<number>()
      const senders = Array.from({ length: 50 }, async () => {
        for (let sent = 0; sent < 200; sent++) statuses.add(await send(event))
      })
      await Promise.all(senders)
      expect(statuses).toEqual(new Set([204]))
    })
    const tookMs = Date.now() - begunMs
    const after = await backend.memory()
    const writes = after.writes - before.writes
    // At most one write in 20 ms, whatever comes; and each of them has one row.
    expect(writes).toBeLessThan(tookMs / 20 + 1)
    expect(after.rows - before.rows).toBe(writes)
    expect(writes).toBeLessThan(2_500)
    process.stdout.write(`10,000 events about one conversation: ${writes} writes of one row, ${tookMs} ms\n`)
  })

  test('after requests that are no HTTP, and connections that say nothing', async () => {
    await staysFlat(async () => {
      const { hostname, port } = new URL(backend.url())
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => garbage(hostname, Number(port), Buffer.from([0x16, 3, 1, 0, 255, 10, 10]))),
      )
      expect(answers.every((answer) => answer === '' || answer.startsWith('HTTP/1.1 400'))).toBe(true)
    })
  })
})

async function staysFlat(attack: () => Promise<void>): Promise<void> {
  const before = await backend.memory()
  await attack()
  expect(await send({ path: '/healthz', method: 'GET', headers: {} })).toBe(200)
  const after = await backend.memory()
  expect(after.heldBytes - before.heldBytes).toBeLessThan(GROWTH_BYTES_MAX)
  expect(after.peakBytes - before.heldBytes).toBeLessThan(PEAK_BYTES_MAX)
}

interface Sent {
  readonly path: string
  readonly method?: 'GET'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

type Streamed = Pick<Sent, 'path' | 'headers'>

async function raw(request: Request): Promise<Sent> {
  const { pathname, search } = new URL(request.url)
  return { path: pathname + search, headers: Object.fromEntries(request.headers), body: await request.text() }
}

function send({ path, method, headers, body }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const outgoing = httpRequest(
      `${backend.url()}${path}`,
      { method: method ?? 'POST', agent, headers: { ...headers, ...length } },
      (incoming) => {
        incoming.resume()
        incoming.on('end', () => resolve(incoming.statusCode ?? 0))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Sends 10 MB for as long as the other side takes them. */
function stream({ path, headers }: Streamed): Promise<number | 'cut'> {
  return new Promise((resolve) => {
    const outgoing = httpRequest(`${backend.url()}${path}`, { method: 'POST', headers }, (incoming) => {
      incoming.resume()
      resolve(incoming.statusCode ?? 0)
    })
    outgoing.on('error', () => resolve('cut'))
    const chunk = Buffer.alloc(64 * 1024, 'x')
    let left = (10 * MB) / chunk.length
    const more = (): void => {
      while (left > 0 && !outgoing.destroyed) {
        left--
        if (!outgoing.write(chunk)) return void outgoing.once('drain', more)
      }
      outgoing.end()
    }
    more()
  })
}

function garbage(host: string, port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, host, () => socket.end(bytes))
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}

import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { CallMeter } from './call-meter.ts'
import { Connections } from './http-client.ts'
import { realTime } from './time.ts'
import { createTwilioClient } from './twilio-client.ts'
import type { TwilioFailure } from './twilio-failure.ts'

const ACCOUNT = `AC${'0'.repeat(32)}`
const WORKSPACE = `WS${'0'.repeat(32)}`
const servers: Server[] = []

afterEach(() => servers.splice(0).forEach((server) => server.close()))

/** The official SDK, led to a server that answers as `listener` says. */
async function clientOf(listener: RequestListener, timeMs = 5_000) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  return clientAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeMs)
}

function clientAt(baseUrl: string, timeMs = 5_000) {
  return createTwilioClient(
    { accountSid: ACCOUNT, authToken: 'secret', baseUrl },
    {
      connections: new Connections(),
      time: realTime,
      deadlineMs: Date.now() + timeMs,
      meter: new CallMeter(),
      chance: () => 0,
    },
  )
}

const answering =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)

const read = (client: ReturnType<typeof clientAt>) => client.taskrouter.v1.workspaces(WORKSPACE).fetch()
const change = (client: ReturnType<typeof clientAt>) =>
  client.taskrouter.v1.workspaces(WORKSPACE).update({ friendlyName: 'Flex' })

const failureOf = (pending: Promise<unknown>): Promise<TwilioFailure> =>
  pending.then(() => expect.fail('The call should have failed.')).catch((error: unknown) => error as TwilioFailure)

test('the SDK is led to the address of an emulator, with the Twilio host in the path', async () => {
  let url: string | undefined
  const client = await clientOf((request, response) => {
    url = request.url
    answering(200, `{"sid": "${WORKSPACE}"}`)(request, response)
  })
  expect((await read(client)).sid).toBe(WORKSPACE)
  expect(url).toBe(`/__twilio/taskrouter.twilio.com/v1/Workspaces/${WORKSPACE}`)
})

describe('what went wrong is told apart by whether Twilio may have done it', () => {
  const cases: [status: number, call: typeof read | typeof change, kind: string][] = [
    [429, change, 'limited'],
    [429, read, 'limited'],
    [400, change, 'rejected'],
    [404, read, 'rejected'],
    [500, read, 'unavailable'],
    [503, read, 'unavailable'],
    [500, change, 'outcomeUnknown'],
    [503, change, 'outcomeUnknown'],
  ]
  test.each(cases)('an answer of %i', async (status, call, kind) => {
    const client = await clientOf(answering(status, '{"code": 20001, "message": "No, because."}'))
    const failure = await failureOf(call(client))
    expect(failure).toMatchObject({ kind, status })
    expect(failure.message).toContain('No, because.')
  })

  test('an answer that is not JSON', async () => {
    const client = await clientOf(answering(502, '<html>Bad gateway</html>'))
    expect(await failureOf(change(client))).toMatchObject({ kind: 'outcomeUnknown', status: 502 })
  })

  test('a connection that is cut before the answer', async () => {
    const client = await clientOf((request) => request.socket.destroy())
    expect(await failureOf(change(client))).toMatchObject({ kind: 'outcomeUnknown' })
    expect(await failureOf(read(client))).toMatchObject({ kind: 'unavailable' })
  })

  test('a Twilio that cannot be reached: nothing was sent, so nothing was changed', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    expect(await failureOf(change(clientAt(`http://127.0.0.1:${port}`)))).toMatchObject({ kind: 'unavailable' })
  })
})

describe('the time of a command is kept', () => {
  test('a call without an answer ends at the deadline', async () => {
    const client = await clientOf(() => undefined, 300)
    expect(await failureOf(change(client))).toMatchObject({ kind: 'outcomeUnknown' })
  })

  test('an answer that trickles in does not extend it', async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 50)
      response.once('close', () => clearInterval(timer))
    }, 300)
    expect(await failureOf(read(client))).toMatchObject({ kind: 'unavailable' })
  })

  test('a call is not begun when the time is over', async () => {
    let calls = 0
    const client = await clientOf(() => calls++, 0)
    expect(await failureOf(change(client))).toMatchObject({ kind: 'outOfTime' })
    expect(calls).toBe(0)
  })
})

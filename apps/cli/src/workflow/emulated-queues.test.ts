import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emulatedQueues } from './emulated-queues.ts'

const QUEUE = { sid: `WQ${'0'.repeat(32)}`, name: 'Everyone' }

let server: Server
let origin = ''
beforeAll(async () => {
  server = createServer(({ url, headers: { authorization } }, response) => {
    response.writeHead(url === '/__emulator/account' && authorization === undefined ? 200 : 404)
    response.end(JSON.stringify({ queues: [QUEUE] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${portOf(server)}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

test('the queues of an emulator, which wants to know nothing of who asks', async () => {
  expect(await emulatedQueues(origin)).toMatchObject([{ sid: QUEUE.sid, friendlyName: 'Everyone' }])
})

test('what does not answer is named, with what may be wrong', async () => {
  await expect(emulatedQueues('http://127.0.0.1:1')).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/account did not answer: .*\. Is the emulator running\?$/) as string,
  })
  const other = createServer((_, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  await expect(emulatedQueues(`http://127.0.0.1:${portOf(other)}`)).rejects.toThrow('answered 404; is it the address')
  await new Promise((resolve) => other.close(resolve))
})

function portOf(listening: Server): number {
  const address = listening.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen on a port.')
  return address.port
}

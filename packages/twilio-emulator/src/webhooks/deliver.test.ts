import { createServer, type RequestListener, type Server } from 'node:http'
import { expect, test } from 'vitest'
import { deliverOverHttp } from './deliver.ts'

/** Only for the one that is never answered is the time short: a first request takes its time on a busy machine. */
const REQUEST = { method: 'POST', headers: { 'X-Twilio-Signature': 's' }, body: 'a=1', timeoutMs: 15_000 } as const

async function listening(handle: RequestListener): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/hook`, server }
}

test('a webhook over the network arrives, is refused, comes too late, or finds nobody', async () => {
  const seen: string[] = []
  const { url, server } = await listening((request, response) => {
    seen.push(`${request.method} ${request.url} ${String(request.headers['x-twilio-signature'])}`)
    if (request.url === '/hook?slow') return
    response.writeHead(request.url === '/hook?busy' ? 503 : 204).end()
  })
  expect(await deliverOverHttp({ ...REQUEST, url })).toEqual({ kind: 'answered', status: 204 })
  expect(await deliverOverHttp({ ...REQUEST, url: `${url}?busy` })).toEqual({ kind: 'answered', status: 503 })
  expect(await deliverOverHttp({ ...REQUEST, url: `${url}?slow`, timeoutMs: 300 })).toEqual({ kind: 'timed-out' })
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
  expect(await deliverOverHttp({ ...REQUEST, url })).toEqual({ kind: 'connect-failed' })
  expect(seen).toEqual(['POST /hook s', 'POST /hook?busy s', 'POST /hook?slow s'])
})

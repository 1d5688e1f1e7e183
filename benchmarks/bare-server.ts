import { createServer } from 'node:http'

/**
 * The fastest answer that Node's own server gives to a request: what a task fetch is compared with. Its size is that of
 * a task.
 */
const BODY = JSON.stringify({ sid: 'x'.repeat(1500) })

const server = createServer((_request, response) => {
  response.setHeader('Content-Type', 'application/json')
  response.end(BODY)
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})

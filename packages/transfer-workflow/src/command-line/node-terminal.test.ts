import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeTerminal } from './node-terminal.ts'
import { UsageError } from './usage-error.ts'

describe('files', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflow-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('are read as they were written', async () => {
    const path = join(folder, 'workflow.json')
    await nodeTerminal.write(path, 'Übersee\n')
    expect(await nodeTerminal.read(path)).toBe('Übersee\n')
  })

  test('that cannot be read or written are named', async () => {
    const path = join(folder, 'missing', 'workflow.json')
    await expect(nodeTerminal.read(path)).rejects.toThrow(new RegExp(`${path} cannot be read: ENOENT`))
    await expect(nodeTerminal.write(path, '')).rejects.toThrow(`${path} cannot be written`)
  })
})

describe('an address', () => {
  let server: Server
  let origin = ''
  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      response.writeHead(url === '/__emulator/account' ? 200 : 404).end('{"queues":[]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${portOf(server)}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  test('gives its text', async () => {
    expect(await nodeTerminal.get(new URL('/__emulator/account', origin))).toBe('{"queues":[]}')
  })

  test('that answers with an error, or not at all, is named', async () => {
    await expect(nodeTerminal.get(new URL('/other', origin))).rejects.toThrow(`${origin}/other answered 404`)
    const silent = nodeTerminal.get(new URL('http://127.0.0.1:1/'))
    await expect(silent).rejects.toThrow(UsageError)
    await expect(silent).rejects.toThrow('Is the emulator running?')
  })
})

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen on a port.')
  return address.port
}

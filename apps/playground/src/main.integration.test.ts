import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'

/** The Flex UI's bundle may have to be made first. */
vi.setConfig({ testTimeout: 180_000 })

const MAIN = join(import.meta.dirname, 'main.ts')

const children: ChildProcess[] = []
const servers: Server[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) server.close()
})

test('says where it is, and stops in good order while a page looks on', async () => {
  const playground = run('--port', '0')
  const url = await playground.says(/http:\/\/127\.0\.0\.1:\d+/)
  expect(await (await fetch(url)).text()).toContain('<title>Playground')
  const live = await fetch(`${url}/playground/live`)
  expect(live.headers.get('Content-Type')).toContain('text/event-stream')
  playground.child.kill('SIGTERM')
  expect(await playground.exit).toBe(0)
  await live.body?.cancel().catch(() => undefined)
})

test('a port that was asked for and is taken is an error that says so', async () => {
  const port = await takePort(0)
  const playground = run('--port', String(port))
  expect(await playground.exit).toBe(1)
  expect(playground.output()).toContain(`Port ${port} is taken.`)
})

test('the usual port being taken is no error: another one will do', async () => {
  // Somebody else may have it already, which is as good.
  await takePort(4000).catch(() => undefined)
  const playground = run()
  await playground.says(/Port 4000 is taken/)
  const url = await playground.says(/http:\/\/127\.0\.0\.1:\d+/)
  expect((await fetch(url)).status).toBe(200)
})

test('a command line that cannot be understood is answered with how to use it', async () => {
  const playground = run('--prot', '1')
  expect(await playground.exit).toBe(2)
  expect(playground.output()).toContain('Usage: npm start')
})

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let text = ''
  const listeners = new Set<() => void>()
  const hear = (chunk: Buffer): void => {
    text += chunk.toString('utf8')
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code))
  })
  /** Resolves with what matched; rejects if the process ends first. */
  const says = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const [found] = pattern.exec(text) ?? []
        if (found !== undefined) resolve(found)
      }
      listeners.add(look)
      look()
      void exit.then(() => reject(new Error(`It ended without saying ${pattern}: ${text}`)))
    })
  return { child, exit, says, output: () => text }
}

function takePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      servers.push(server)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blocksOf, type Account } from './install-guide/page.ts'
import { HAS_TERMINALS, Terminal } from './install-guide/terminal.ts'
import { Walk } from './install-guide/walk.ts'

/** Some twenty commands, two starts of a backend, and the minute that the page names. */
const WALK_MS_MAX = 300_000

const PAGE = join(import.meta.dirname, '../docs/guides/install.md')

/**
 * docs/guides/install.md, followed to the letter: its commands in their order, what it says they print, and a yes where
 * it says so. Only what a reader has to fill in is filled in: the account, and addresses of this machine.
 */
describe.skipIf(!HAS_TERMINALS && process.env['CI'] === undefined)('the guide to an installation is true', () => {
  const accounts: Account[] = ['an account that has nothing of ours', 'the emulator as it starts']
  test.concurrent.for(accounts)('for %s', { timeout: WALK_MS_MAX }, async (account, { onTestFinished }) => {
    const { walk, close } = await startWalk(account)
    onTestFinished(close)
    for (const block of blocksOf(await readFile(PAGE, 'utf8'))) await walk.meet(block)
    expect(walk.typed).toContain('npm run backend')
    expect(walk.typed.at(-1)).toBe('npx conversation-transfer setup --remove')
  })
})

async function startWalk(account: Account): Promise<{ walk: Walk; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'install-guide-'))
  const [emulatorPort, backendPort] = [await freePort(), await freePort()]
  const own = { DATA_FOLDER: join(folder, 'backend-data'), PORT: String(backendPort) }
  const environment = { ...Object.fromEntries(Object.entries(process.env).filter(isOfThisMachine)), ...own }
  const walk = new Walk(account, new Terminal(environment), { emulatorPort, backendPort })
  const close = async (): Promise<void> => {
    await walk.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { walk, close }
}

/** What a reader has not exported must not be set already. */
function isOfThisMachine([name]: readonly [string, unknown]): boolean {
  return !/^(TWILIO_|BACKEND_URL$|PUBLIC_URL$|DATABASE_URL$|ACCESS_TOKEN$|REPAIRS)/.test(name)
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWallClock, startEmulator } from '@conversation-transfer/twilio-emulator'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

const WORKSPACE = join(import.meta.dirname, '../apps/cli')

/** Where nothing of the repository can be found by going upwards. */
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-'))
  // Without its scripts: `npm run build` has built it, and other tests run what it has built.
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const { stdout, stderr } = await run('npm', pack, { cwd: WORKSPACE })
  const tarball = /conversation-transfer-cli-[\d.]+\.tgz/.exec(stdout)?.[0]
  if (tarball === undefined) throw new Error(`npm packed nothing: ${stderr}`)
  // It has no dependencies, and so needs no registry.
  const installed = await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball)])
  if (installed.code !== 0) throw new Error(`npm did not install it: ${installed.stderr}`)
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

test('the packed program says what it is', async () => {
  const { version } = JSON.parse(await readFile(join(WORKSPACE, 'package.json'), 'utf8')) as { version: string }
  expect(await program(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  const help = await program(['--help'])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toContain('Usage: conversation-transfer')
})

test('it looks at an account, and uploads what it has brought along', async () => {
  const emulator = await startEmulator({ clock: createWallClock(), seed: 1, port: 0 })
  onTestFinished(() => emulator.close())
  const environment = {
    TWILIO_ACCOUNT_SID: emulator.contactCenter.accountSid,
    TWILIO_AUTH_TOKEN: emulator.contactCenter.authToken,
    TWILIO_API_BASE_URL: emulator.url,
  }
  const before = await program(['doctor', '--json'], environment)
  expect(before).toMatchObject({ code: 1, stderr: '' })
  expect(checksIn(before.stdout)).toEqual(expect.arrayContaining(['workflow', 'configuration', 'plugin']))

  expect(await program(['setup', '--yes'], environment)).toMatchObject({ code: 0, stdout: 'Done.\n' })
  expect(await program(['doctor', '--json'], environment)).toEqual({ code: 0, stdout: '{"findings":[]}\n', stderr: '' })

  // What is left out is asked for where it is needed.
  const line = ['conversation', `CH${'0'.repeat(32)}`]
  const inFolder = await program(line, { ...environment, DATA_FOLDER: join(folder, 'data') })
  expect(inFolder).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('npm install @electric-sql/pglite') as string,
  })
})

function checksIn(stdout: string): string[] {
  const { findings } = JSON.parse(stdout) as { findings: { check: string }[] }
  return findings.map(({ check }) => check)
}

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function program(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return run(join(folder, 'node_modules/.bin/conversation-transfer'), args, { environment })
}

interface RunOptions {
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
}

function run(file: string, args: readonly string[], { cwd = folder, environment }: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...environment } }
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
    child.stdin?.end()
  })
}

import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createWallClock, startEmulator } from '@conversation-transfer/twilio-emulator'
import { expect, onTestFinished, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

test('the demo prints a row for each scenario as JSON, and all of them held', async () => {
  const { code, stdout } = await run('apps/demo/src/main.ts', ['--json'])
  const rows = JSON.parse(stdout) as { scenario: string; held: boolean; rounds: number; calls: number; ms: number }[]
  expect(rows.map(({ scenario }) => scenario)).toContain('cold transfer to a queue, WhatsApp')
  expect(rows.filter(({ held, calls, ms }) => !held || calls === 0 || ms === 0)).toEqual([])
  const plain = rows.filter(({ scenario }) => /^cold transfer to an? (agent|queue), \w+$/.test(scenario))
  expect(plain.map(({ rounds }) => rounds)).toEqual([6, 6, 6, 6, 6, 6])
  expect(code).toBe(0)
}, 180_000)

test('the demo explains itself when it is called wrongly', async () => {
  const { code, stderr } = await run('apps/demo/src/main.ts', ['--jsn'])
  expect(code).toBe(2)
  expect(stderr).toContain('Usage: npm run demo')
})

test('the emulator started alone prints its account as one line, and answers the same', async () => {
  const child = spawn(process.execPath, [...TSX, join(ROOT, 'packages/twilio-emulator/src/main.ts'), '--port', '0'])
  onTestFinished(() => {
    child.kill()
  })
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))))
  const { url, ...account } = JSON.parse(line) as Record<string, unknown>
  expect(account).toMatchObject({
    accountSid: expect.stringMatching(/^AC/),
    authToken: expect.any(String),
    workspaceSid: expect.stringMatching(/^WS/),
    workflowSid: expect.stringMatching(/^WW/),
    workers: expect.any(Array),
    queues: expect.any(Array),
  })
  expect(await (await fetch(`${String(url)}/__emulator/account`)).json()).toEqual(account)
})

test('the emulator says what is wrong with its options', async () => {
  const { code, stderr } = await run('packages/twilio-emulator/src/main.ts', ['--port', 'http'])
  expect(code).not.toBe(0)
  expect(stderr).toContain("--port must be from 0 to 65535, not 'http'.")
})

test('the command line reads an account from the environment, and a workflow from the standard input', async () => {
  const emulator = await startEmulator({ clock: createWallClock(), seed: 1, port: 0 })
  onTestFinished(() => emulator.close())
  const { accountSid, authToken } = emulator.contactCenter
  const environment = {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_BASE_URL: emulator.url,
  }
  const main = 'apps/cli/src/main.ts'
  const generated = await run(main, ['workflow', 'generate'], { environment })
  expect(generated).toMatchObject({ code: 0, stderr: '' })
  const linted = await run(main, ['workflow', 'lint', '-', '--json'], { environment, input: generated.stdout })
  expect(linted).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
  const twice = await run(main, ['workflow', 'lint', '-', '--queues', '-'], { environment, input: generated.stdout })
  expect(twice).toMatchObject({
    code: 2,
    stderr: 'Only one of the inputs can be - (the standard input); put the others into files.\n',
  })
  // Nobody can be asked where the standard input is no terminal.
  const applied = await run(main, ['workflow', 'apply'], { environment })
  expect(applied).toMatchObject({ code: 1, stdout: 'Nothing was changed.\n' })
  expect(applied.stderr).toContain('--yes agrees beforehand')
  expect(applied.stderr).not.toContain(authToken)
}, 180_000)

test('kept cases are replayed from a folder', async () => {
  const { code, stdout } = await run('apps/cli/src/main.ts', ['replay', 'tests/cases'])
  expect(code).toBe(0)
  expect(stdout.split('\n').every((line) => line === '' || line.startsWith('same '))).toBe(true)
  expect(await run('apps/cli/src/main.ts', ['replay', 'tests/no-cases'])).toMatchObject({ code: 2 })
}, 180_000)

const TSX = ['--import', 'tsx']

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** What it finds in its standard input. */
  readonly input?: string
}

function run(file: string, args: readonly string[], { environment, input }: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: { ...process.env, ...environment } }
    const child = execFile(process.execPath, [...TSX, join(ROOT, file), ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
    child.stdin?.end(input)
  })
}

import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@conversation-transfer/demo'
import { functionsEnvironment } from '@conversation-transfer/local-installation'
import { expect, onTestFinished, test } from 'vitest'
import { chatInProgress } from './contact-center.ts'

const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'apps/functions/dist')

test('the bundle that is deployed transfers a conversation under Twilio’s own local runtime', async () => {
  const { stage, alice, bob, chat } = await chatInProgress()
  const url = await startTwilioRun(functionsEnvironment(stage.emulator))
  const response = await alice.postTo(url, 'transfer', chat, {
    transferId: 'a-transfer-1',
    targetType: 'worker',
    targetSid: bob.workerSid,
  })
  expect(await response.json()).toMatchObject({ result: 'done', state: 'waiting' })
  const joined = await bob.accept()
  expect(joined.conversationSid).toBe(chat.conversationSid)
})

/** Starts `twilio-run` on a copy of the bundle, as `twilio serverless:start` would; returns its address. */
async function startTwilioRun(environment: Readonly<Record<string, string>>): Promise<string> {
  // Inside the repository, so that the bundle finds the SDK where npm has put it.
  const folder = await mkdtemp(join(ROOT, 'node_modules/.twilio-run-'))
  await cp(DIST, folder, { recursive: true })
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  await writeFile(join(folder, '.env'), variables.join('\n'))
  const port = await freePort()
  const binary = join(ROOT, 'node_modules/twilio-run/bin/twilio-run.js')
  const child = spawn(process.execPath, [binary, 'start', '--port', String(port), '--no-fork-process'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, HOME: tmpdir() },
  })
  onTestFinished(async () => {
    await ended(child)
    await rm(folder, { recursive: true, force: true })
  })
  const url = `http://localhost:${port}`
  await eventually('twilio-run answers', () => answers(`${url}/conversation-transfer/transfer`))
  return url
}

async function answers(url: string): Promise<true | undefined> {
  try {
    return (await fetch(url, { method: 'POST' })).status === 400 ? true : undefined
  } catch {
    return undefined
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill()
  })
}

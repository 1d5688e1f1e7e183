import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderInUse } from '../folder-in-use.ts'
import { lockFolder } from './folder-lock.ts'

let parent: string
let folder: string

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'conversation-transfer-lock-'))
  folder = join(parent, 'store')
})

afterEach(() => rm(parent, { recursive: true }))

test('a folder is locked until it is given back, and nothing is left', async () => {
  const unlock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
  await unlock()
  expect(await readdir(parent)).toEqual(['store'])
  await (
    await lockFolder(folder)
  )()
})

test('the lock of a process that lives holds, that of one that died does not', async () => {
  const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  await writeFile(join(parent, 'store.lock'), String(other.pid))
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${other.pid}`)
  const ended = once(other, 'exit')
  other.kill('SIGKILL')
  await ended
  await (
    await lockFolder(folder)
  )()
})

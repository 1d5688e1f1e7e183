import { link, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FolderInUse } from '../folder-in-use.ts'

/** Folders that this process has open: its own number in a file says nothing about them. */
const open = new Set<string>()

/** A process that dies leaves its lock; the next one sees that nobody has it, and tries again. */
const TRIES_MAX = 3

/**
 * PGlite does not notice that another process writes to the same files, and both would ruin them. The lock lies beside the
 * folder, because PGlite makes a new database only in one that is empty. Returns what gives the folder back.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const path = await realpath(folder)
  const lockFile = join(dirname(path), `${basename(path)}.lock`)
  if (open.has(path)) throw new FolderInUse(folder, process.pid, lockFile)
  open.add(path)
  try {
    await takeLockFile(folder, lockFile)
  } catch (error: unknown) {
    open.delete(path)
    throw error
  }
  return async () => {
    open.delete(path)
    await rm(lockFile, { force: true })
  }
}

async function takeLockFile(folder: string, lockFile: string): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if (await writeLockFile(lockFile)) return
    const holder = Number(await readFile(lockFile, 'utf8').catch(() => ''))
    if (isAlive(holder)) throw new FolderInUse(folder, holder, lockFile)
    await rm(lockFile, { force: true })
  }
  throw new FolderInUse(folder, Number.NaN, lockFile)
}

async function writeLockFile(lockFile: string): Promise<boolean> {
  // Written elsewhere and then linked: nobody ever reads a lock that does not say yet whose it is.
  const written = `${lockFile}.${process.pid}`
  await writeFile(written, String(process.pid))
  try {
    await link(written, lockFile)
    return true
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(written, { force: true })
  }
}

/** In a container, a process that was started again often has the number of the one before it: that is not somebody else. */
function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0 || processId === process.pid) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error: unknown) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

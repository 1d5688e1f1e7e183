import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** An emulator answers in milliseconds; whoever takes longer is something else. */
const ANSWER_TIMEOUT_MS = 5_000

/** The process's own files, streams and network. */
export const nodeTerminal: Terminal = {
  read: async (path) => {
    try {
      return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8')
    } catch (error: unknown) {
      throw new UsageError(`${path} cannot be read: ${reasonOf(error)}`, { cause: error })
    }
  },
  write: async (path, content) => {
    try {
      await writeFile(path, content)
    } catch (error: unknown) {
      throw new UsageError(`${path} cannot be written: ${reasonOf(error)}`, { cause: error })
    }
  },
  get: async (url) => {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) }).catch((error: unknown) => {
      throw new UsageError(`${url.href} did not answer: ${reasonOf(error)}. Is the emulator running?`, { cause: error })
    })
    if (!response.ok) throw new UsageError(`${url.href} answered ${response.status}; is it the address of an emulator?`)
    return response.text()
  },
  print: (output) => void process.stdout.write(output),
  complain: (output) => void process.stderr.write(output),
}

/** Node's fetch says only that it failed; the network's own reason is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

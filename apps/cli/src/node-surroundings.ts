import { Connections, realTime } from '@conversation-transfer/twilio-gateway'
import { readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { text as textOf } from 'node:stream/consumers'
import { CliError } from './cli-error.ts'
import { EXIT } from './exit-code.ts'
import { openRecords } from './records/open-records.ts'
import type { Surroundings } from './surroundings.ts'

/** The process's own files, streams, network and clock. */
export function nodeSurroundings(): Surroundings {
  return {
    env: process.env,
    homeFolder: homedir(),
    print: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    ask,
    read: readerOf(process.stdin),
    write,
    connections: new Connections(),
    time: realTime,
    chance: Math.random,
    openRecords,
    onStop,
  }
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What a shell says of a program that a signal has ended is 128 and the signal's number, which is 2 for SIGINT. */
const EXIT_OF_SIGINT = 130

/** The second signal ends the program at once. */
function onStop(act: () => void): () => void {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) process.exit(EXIT_OF_SIGINT)
    isStopping = true
    act()
  }
  for (const signal of STOP_SIGNALS) process.on(signal, stop)
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, stop)
  }
}

async function ask(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined
  const dialogue = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await dialogue.question(`${question} [yes/no] `)).trim())
  } finally {
    dialogue.close()
  }
}

/** Reads files, and the standard input by the name `-`; that one once, because it is empty afterwards. */
function readerOf(standardInput: NodeJS.ReadableStream): Surroundings['read'] {
  let isRead = false
  return async (path) => {
    if (path !== '-') return readFrom(path)
    if (isRead)
      throw new CliError(EXIT.usage, 'Only one of the inputs can be - (the standard input); put the others into files.')
    isRead = true
    return textOf(standardInput)
  }
}

async function readFrom(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new CliError(EXIT.usage, `${path} cannot be read: ${reasonOf(error)}`, { cause: error })
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error: unknown) {
    throw new CliError(EXIT.usage, `${path} cannot be written: ${reasonOf(error)}`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

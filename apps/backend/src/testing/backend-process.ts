import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { VARIABLES } from '../configuration/variables.ts'
import { AUTH_TOKEN, PUBLIC_URL } from '../web/testing/signed-requests.ts'

export interface BackendProcess {
  readonly child: ChildProcess
  /** Everything that it has printed. */
  output(): string
  /** Resolves with the exit code, or with the signal that has ended it. */
  readonly ended: Promise<number | string>
  /** Resolves when the text has been printed. */
  printed(text: string): Promise<void>
  memory(): Promise<z.infer<typeof MEMORY>>
  /** Where it listens. */
  url(): string
}

/** A backend with a store in memory and without work. */
const SAMPLE = new URL('../web/testing/run-sample.ts', import.meta.url)

/** The backend of production. */
export const PRODUCTION = new URL('../main.ts', import.meta.url)

/** Starts a backend, the sample unless said otherwise. Whoever starts one ends it. */
export function startProcess(
  environment: Readonly<Record<string, string | undefined>> = {},
  program: URL = SAMPLE,
): BackendProcess {
  const child = fork(fileURLToPath(program), {
    // Whatever piles up on the heap ends the process: garbage is collected long before.
    execArgv: ['--import', 'tsx', '--expose-gc', '--max-old-space-size=192'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], ...ENVIRONMENT, ...environment },
  })
  let output = ''
  const collect = (chunk: Buffer): void => {
    output += chunk.toString()
    child.emit('printed')
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => (code ?? signal) as number | string)
  return {
    child,
    output: () => output,
    ended,
    printed: async (text) => {
      while (!output.includes(text)) await Promise.race([once(child, 'printed'), failWhenEnded(ended, () => output)])
    },
    memory: async () => {
      const answer = once(child, 'message')
      child.send('memory')
      return MEMORY.parse((await answer)[0])
    },
    url: () => /"address":"([^"]+)"/.exec(output)?.[1] ?? '',
  }
}

const MEMORY = z.object({ heldBytes: z.number(), peakBytes: z.number(), writes: z.number(), rows: z.number() })

const ENVIRONMENT = {
  TWILIO_ACCOUNT_SID: VARIABLES.TWILIO_ACCOUNT_SID.example,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_FLEX_WORKSPACE_SID: VARIABLES.TWILIO_FLEX_WORKSPACE_SID.example,
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: VARIABLES.TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID.example,
  PUBLIC_URL,
  PORT: '0',
}

async function failWhenEnded(ended: Promise<number | string>, output: () => string): Promise<never> {
  throw new Error(`The process has ended with ${await ended}: ${output()}`)
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** A server in a process of its own, so that it has a core to itself. */
export interface ServerProcess {
  /** What it printed when it was ready, which is one line of JSON. */
  readonly ready: Readonly<Record<string, unknown>>
  stop(): void
}

/** Starts a TypeScript file, named from the root of the repository. Rejects if it ends before it is ready. */
export function startServer(file: string, args: readonly string[] = []): Promise<ServerProcess> {
  const path = join(import.meta.dirname, '..', file)
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}.`)))
    let printed = ''
    child.stdout.on('data', (data) => {
      printed += String(data)
      if (!printed.endsWith('\n')) return
      child.removeAllListeners('exit')
      resolve({ ready: JSON.parse(printed) as Record<string, unknown>, stop: () => child.kill() })
    })
  })
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** Whoever is asked has to be at a terminal; `script`, as Linux has it, makes one. */
export const HAS_TERMINALS = spawnSync('script', ['--version']).status === 0

/** A terminal that a reader of the page has open, with what has been exported in it. */
export class Terminal {
  readonly #environment: Readonly<Record<string, string | undefined>>
  readonly #exported: string[]
  #running: Running | undefined

  constructor(environment: Readonly<Record<string, string | undefined>>, exported: readonly string[] = []) {
    this.#environment = environment
    this.#exported = [...exported]
  }

  /** A new one, in which the same has been exported. */
  another(): Terminal {
    return new Terminal(this.#environment, this.#exported)
  }

  /** Types the lines as they stand. A line that only exports counts for everything that is typed later. */
  type(lines: readonly string[], isAsked: boolean): Running {
    const exports = lines.filter((line) => /^(export|eval) /.test(line))
    const script = [...this.#exported, ...lines].join('\n')
    this.#exported.push(...exports)
    this.#running = new Running(script, { environment: this.#environment, isAsked })
    return this.#running
  }

  /** Ctrl+C, where something runs. */
  async interrupt(): Promise<void> {
    await this.#running?.interrupt()
  }
}

interface RunningOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Whether a question is answered with yes. */
  readonly isAsked: boolean
}

/** Lines of bash that are run, and what they print. */
export class Running {
  readonly #child: ChildProcess
  readonly #ended: Promise<number>
  #output = ''
  #onOutput: () => void = () => undefined

  constructor(script: string, { environment, isAsked }: RunningOptions) {
    const file = isAsked ? 'script' : 'bash'
    const args = isAsked ? ['-qec', script, '/dev/null'] : ['-c', script]
    // In a group of its own, because npm hands no signals on; `script` runs what $SHELL says.
    const env = { ...environment, SHELL: '/bin/bash' }
    this.#child = spawn(file, args, { cwd: ROOT, env, detached: true })
    this.#ended = new Promise((resolve) => this.#child.once('close', (code) => resolve(code ?? -1)))
    const hear = (data: Buffer): void => this.#hear(String(data), isAsked)
    this.#child.stdout?.on('data', hear)
    this.#child.stderr?.on('data', hear)
    if (!isAsked) this.#child.stdin?.end()
  }

  /** What it has printed so far, without what only moves a cursor. */
  get output(): string {
    // oxlint-disable-next-line no-control-regex -- it is control characters that are taken out
    return this.#output.replaceAll(/\u001B\[[\d;]*[A-Za-z]|\r/g, '')
  }

  /** @returns the exit code. */
  ended(): Promise<number> {
    return this.#ended
  }

  /** Until what it has printed is as wanted, or it has ended. */
  async untilPrinted(isWanted: (output: string) => boolean): Promise<void> {
    const printed = new Promise<void>((resolve) => {
      this.#onOutput = () => {
        if (isWanted(this.output)) resolve()
      }
      this.#onOutput()
    })
    await Promise.race([printed, this.#ended])
  }

  async interrupt(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGINT')
    await this.#ended
  }

  #hear(text: string, isAsked: boolean): void {
    const wasAsked = this.#output.includes(QUESTION)
    this.#output += text
    if (isAsked && !wasAsked && this.#output.includes(QUESTION)) this.#child.stdin?.write('yes\n')
    this.#onOutput()
  }
}

const QUESTION = '[yes/no]'

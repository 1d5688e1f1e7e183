import { startBackend, type Backend, type BackendParts } from './backend.ts'
import { readConfiguration } from './configuration/read-configuration.ts'

/** How the process ends, for whoever has started it. */
const EXIT = {
  /** It was told to stop, and has. */
  stopped: 0,
  /** It could not start, or could not stop in good order. */
  failed: 1,
  /** The configuration is wrong: starting it again would change nothing. */
  misconfigured: 2,
} as const

/** Hosts send SIGKILL ten seconds after SIGTERM. */
const STOP_MS_MAX = 9_000

/** Runs a backend as this process, from the environment to the exit code. */
export async function run(parts: BackendParts): Promise<void> {
  const reading = readConfiguration(process.env)
  if (reading.kind === 'invalid') {
    const problems = reading.problems.map((problem) => `  - ${problem}\n`).join('')
    return fail(
      `The backend is not configured:\n${problems}apps/backend/.env.example says what everything means.`,
      'misconfigured',
    )
  }
  // Before anything is open: a signal that comes while it starts must not leave half of it behind.
  const stopper = new Stopper()
  try {
    await stopper.started(await startBackend(reading.configuration, parts))
  } catch (error: unknown) {
    fail(`The backend did not start: ${error instanceof Error ? error.message : String(error)}`, 'failed')
    // What the failed start has left open must not keep the process.
    process.exit()
  }
}

/** The first signal stops the backend in good order, as soon as it has started; the second one ends the process at once. */
class Stopper {
  #backend: Backend | undefined
  #isStopping = false

  constructor() {
    process.on('SIGINT', (signal) => this.#signalled(signal))
    process.on('SIGTERM', (signal) => this.#signalled(signal))
  }

  async started(backend: Backend): Promise<void> {
    this.#backend = backend
    if (this.#isStopping) await this.#stop(backend)
  }

  #signalled(signal: NodeJS.Signals): void {
    if (this.#isStopping) process.exit(signal === 'SIGINT' ? 130 : 143)
    this.#isStopping = true
    setTimeout(() => {
      fail('The backend took too long to stop.', 'failed')
      process.exit()
    }, STOP_MS_MAX).unref()
    if (this.#backend !== undefined) void this.#stop(this.#backend)
  }

  async #stop(backend: Backend): Promise<void> {
    try {
      await backend.stop()
      process.exit(EXIT.stopped)
    } catch (error: unknown) {
      fail(`The backend did not stop in good order: ${String(error)}`, 'failed')
      process.exit()
    }
  }
}

function fail(message: string, end: keyof typeof EXIT): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = EXIT[end]
}

import open from 'open'
import { readOptions, USAGE, type MainOptions } from './main-options.ts'
import type { Assumptions } from '@conversation-transfer/twilio-emulator'
import type { Playground } from './playground.ts'

/** Where whoever does not say otherwise finds it. */
const USUAL_PORT = 4000
/** Nothing here takes long to stop; what does is left behind. */
const STOP_MS_MAX = 3000
const LOOK_FOR_PARENT_EVERY_MS = 500

await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (typeof options === 'string') return fail(`${options}\n\n${USAGE}`, 2)
  const assumptions = await observed(options.assumptions)
  if (typeof assumptions === 'string') return fail(assumptions, 2)
  // What follows is loaded in seconds: whoever mistyped does not wait for it, and whoever did not reads a line first.
  if (options.check) {
    const { runCheck } = await import('./check/run-check.ts')
    const isWell = await runCheck({ ...options, assumptions, print })
    // A browser that could not be closed must not keep whoever waits for the result.
    process.exit(isWell ? 0 : 1)
  }
  try {
    await run(options, assumptions)
  } catch (error: unknown) {
    fail(`The playground did not start: ${error instanceof Error ? error.message : String(error)}`, 1)
  }
}

/** The switches of the file, or what is wrong with it. */
async function observed(file: string | undefined): Promise<Partial<Assumptions> | string> {
  if (file === undefined) return {}
  const { ControlError, readAssumptionFile } = await import('@conversation-transfer/twilio-emulator')
  try {
    return readAssumptionFile(file)
  } catch (error: unknown) {
    if (error instanceof ControlError) return error.message
    throw error
  }
}

async function run(options: MainOptions, assumptions: Partial<Assumptions>): Promise<void> {
  print('Starting the playground: an emulated contact center, with real Flex desktops in the browser.')
  const playground = await start(options, assumptions)
  if (playground === undefined) return
  stopOnSignal(playground)
  print('')
  print(`  ${playground.url}`)
  print('')
  print('Open it in a browser: everything begins there, and nothing leaves this machine. Ctrl+C stops it.')
  if (options.open) await openBrowser(playground.url)
}

/** Undefined if the port that was asked for is taken, which has then been said. */
async function start({ port, seed }: MainOptions, assumptions: Partial<Assumptions>): Promise<Playground | undefined> {
  const { startPlayground } = await import('./playground.ts')
  try {
    return await startPlayground({ port: port ?? USUAL_PORT, seed, assumptions, onProgress: print })
  } catch (error: unknown) {
    if (!isPortTaken(error)) throw error
    if (port !== undefined) {
      fail(`Port ${port} is taken. Name another one, or none: npm start -- --port ${port + 1}`, 1)
      return undefined
    }
    print(`Port ${USUAL_PORT} is taken; another one will do.`)
    return startPlayground({ port: 0, seed, assumptions, onProgress: print })
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/** The first signal stops it in good order, the second one at once. */
function stopOnSignal(playground: Playground): void {
  let isStopping = false
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(signal === 'SIGINT' ? 130 : 143)
    isStopping = true
    print('\nStopping …')
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref()
    void playground.close().then(
      () => process.exit(0),
      (error: unknown) => {
        fail(`It did not stop in good order: ${String(error)}`, 1)
        process.exit()
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  if (process.env['npm_lifecycle_event'] !== undefined) onOrphaned(() => stop('SIGTERM'))
}

/**
 * npm hands SIGTERM on to its shell, and the shell dies of it without handing it on: what it has started would live on and
 * keep the port. To be called only where npm is known to be above.
 */
function onOrphaned(stop: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, LOOK_FOR_PARENT_EVERY_MS)
  timer.unref()
}

/** That there is no browser to open is no reason not to run. */
async function openBrowser(url: string): Promise<void> {
  try {
    const opener = await open(url)
    opener.on('error', () => print('No browser could be opened; open the address yourself.'))
  } catch {
    print('No browser could be opened; open the address yourself.')
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(message: string, exitCode: 1 | 2): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = exitCode
}

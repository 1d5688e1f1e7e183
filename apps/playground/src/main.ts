import { parseArgs } from 'node:util'
import { startPlayground } from './playground.ts'

const USAGE = `Usage: npm run playground -- [--port N] [--seed N]

Starts an emulated contact center with real Flex desktops in the browser, and prints its address.

  --port N   the port to listen on (default 4000; 0 takes a free one)
  --seed N   the same seed gives the same sids (default 1)
`

const PORT_MAX = 65_535

await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (options === undefined) return
  try {
    const playground = await startPlayground({ ...options, onProgress: print })
    for (const { name } of playground.emulator.contactCenter.workers) print(`${playground.url}/desktop/${name}`)
    process.once('SIGINT', () => void playground.close())
    process.once('SIGTERM', () => void playground.close())
  } catch (error: unknown) {
    fail(`The playground did not start: ${error instanceof Error ? error.message : String(error)}`, 1)
  }
}

/** Undefined if the command line was not understood, which has then been said. */
function readOptions(args: string[]): { readonly port: number; readonly seed: number } | undefined {
  try {
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, seed: { type: 'string' } } })
    const port = Number(values.port ?? 4000)
    const seed = Number(values.seed ?? 1)
    if (Number.isInteger(port) && port >= 0 && port <= PORT_MAX && Number.isSafeInteger(seed)) return { port, seed }
    return fail(`--port must be from 0 to ${PORT_MAX}, and --seed a whole number.\n\n${USAGE}`, 2)
  } catch (error: unknown) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, 2)
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(message: string, exitCode: 1 | 2): undefined {
  process.stderr.write(`${message}\n`)
  process.exitCode = exitCode
}

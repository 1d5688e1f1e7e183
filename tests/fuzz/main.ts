import { parseArgs } from 'node:util'
import { playRound } from './play-round.ts'

const USAGE = `Usage: npm run fuzz -- [--minutes N] [--seed N]

Sends the emulator expressions and requests that nobody wrote, round after round, each from a seed of its own.

  --minutes N   how long (default 1)
  --seed N      the seed of the first round; a failing round prints the command that plays it again
`

const MS_PER_MINUTE = 60_000

await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (options === undefined) return
  const endMs = Date.now() + options.minutes * MS_PER_MINUTE
  for (let seed = options.seed; seed === options.seed || Date.now() < endMs; seed++) {
    if (!(await play(seed))) return
  }
}

/** Whether the round found nothing. */
async function play(seed: number): Promise<boolean> {
  try {
    const { expressions, requests } = await playRound(seed)
    const { evaluated, refused } = expressions
    const answers = Object.entries(requests.statuses).map(([status, count]) => `${status}: ${count}`)
    print(`seed ${seed}: ${evaluated} expressions evaluated, ${refused} refused; answers ${answers.join(', ')}`)
    return true
  } catch (error: unknown) {
    print(`seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    process.exitCode = 1
    return false
  }
}

function readOptions(args: string[]): { minutes: number; seed: number } | undefined {
  try {
    const { values } = parseArgs({ args, options: { minutes: { type: 'string' }, seed: { type: 'string' } } })
    const minutes = Number(values.minutes ?? 1)
    const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
    if (!(minutes >= 0) || !Number.isSafeInteger(seed)) throw new Error('--minutes and --seed must be numbers.')
    return { minutes, seed }
  } catch (error: unknown) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

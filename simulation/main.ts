import { parseArgs } from 'node:util'
import { playSeed, type Run } from './play.ts'

const USAGE = `Usage: npm run simulate -- [--seed N] [--runs N]

Plays conversations on virtual time: agents and customers do what the seed says, Twilio fails as the seed says, and
afterwards everything has to settle. Each run has the next seed.

  --seed N   the first seed (default 1)
  --runs N   how many seeds (default 50); with 1, the log of the run is printed

The closing line counts seeds played, commands given, repairs made, and seeds in which something did not hold.
Exits with 0 if everything held, 1 if not, 2 if it was called wrongly.
`

const options = readOptions()
if (options === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  await main(options)
}

async function main({ seed, runs }: { readonly seed: number; readonly runs: number }): Promise<void> {
  const played: Run[] = []
  for (let next = seed; next < seed + runs; next++) {
    const run = await playSeed({ seed: next })
    played.push(run)
    if (runs === 1) print(run.log.join('\n'))
    for (const violation of run.violations) print(`seed ${next}: ${violation}`)
    if (run.violations.length > 0) print(`replay with: npm run simulate -- --seed ${next} --runs 1`)
  }
  const bad = played.filter(({ violations }) => violations.length > 0)
  const commands = played.reduce((sum, run) => sum + run.commands, 0)
  const repairs = played.reduce((sum, run) => sum + run.repairs.length, 0)
  print(`${played.length} seeds, ${commands} commands, ${repairs} repairs; ${bad.length} seeds broke something`)
  if (bad.length > 0) process.exitCode = 1
}

function readOptions(): { readonly seed: number; readonly runs: number } | undefined {
  try {
    const { values } = parseArgs({
      options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '50' } },
    })
    const [seed, runs] = [Number(values.seed), Number(values.runs)]
    return Number.isInteger(seed) && Number.isInteger(runs) && runs >= 1 ? { seed, runs } : undefined
  } catch {
    return undefined
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

import { parseArgs } from 'node:util'
import { play, type Played } from './play.ts'
import { scenarioOf } from './scenario.ts'

const MINUTES_USUAL = '4'

const USAGE = `Usage: npm run simulate -- [--seed N] [--runs N] [--minutes M] [--story]

Plays a contact center on virtual time: agents and customers do what the seed says, Twilio fails as the seed says, and
afterwards everything has to settle. Each run has the next seed.

  --seed N     the first seed (1)
  --runs N     how many seeds (20)
  --minutes M  how long the storm lasts, in virtual minutes (${MINUTES_USUAL})
  --story      prints what happened in each run; a run in which something broke prints it anyway

Exits with 0 if everything held, 1 if not, 2 if it was called wrongly.
`

const LEGEND = `
runs      seeds played, and those in which an invariant did not hold
commands  sent to the Functions: done, refused, or failed (503, 504: may be sent again)
calls     made to Twilio by the Functions and the backend, and those that were struck by a fault
crashes   Functions that never came to their end, and processes of the backend that died
repairs   what the backend mended, or tried to; alarms: what it called somebody for
`

interface Options {
  readonly seed: number
  readonly runs: number
  readonly minutes: number
  readonly tellsStory: boolean
}

const options = readOptions()
if (options === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  await main(options)
}

async function main({ seed, runs, minutes, tellsStory }: Options): Promise<void> {
  const played: Omit<Played, 'story'>[] = []
  for (let next = seed; next < seed + runs; next++) {
    const { story, ...run } = await play(scenarioOf(next, minutes))
    played.push(run)
    const isBroken = run.violations.length > 0
    if (tellsStory || isBroken) print(story.join('\n'))
    for (const violation of run.violations) print(`seed ${next} broke ${violation}`)
    if (isBroken) print(`replay: npm run simulate -- --seed ${next} --runs 1 --minutes ${minutes}\n`)
  }
  print(summary(played))
  print(LEGEND)
  if (played.some(({ violations }) => violations.length > 0)) process.exitCode = 1
}

function summary(played: readonly Omit<Played, 'story'>[]): string {
  const sum = (name: keyof Played['counts']): number => played.reduce((total, { counts }) => total + counts[name], 0)
  const broken = played.filter(({ violations }) => violations.length > 0).length
  return [
    `${played.length} runs (${broken} broken)`,
    `${sum('commands')} commands (${sum('done')} done, ${sum('refused')} refused, ${sum('failed')} failed)`,
    `${sum('calls')} calls (${sum('struck')} struck)`,
    `${sum('crashes')} crashes`,
    `${sum('repairs')} repairs (${sum('alarms')} alarms)`,
  ].join(', ')
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        runs: { type: 'string', default: '20' },
        minutes: { type: 'string', default: MINUTES_USUAL },
        story: { type: 'boolean', default: false },
      },
    })
    const [seed, runs, minutes] = [Number(values.seed), Number(values.runs), Number(values.minutes)]
    const isValid = Number.isInteger(seed) && Number.isInteger(runs) && runs >= 1 && minutes > 0
    return isValid ? { seed, runs, minutes, tellsStory: values.story } : undefined
  } catch {
    return undefined
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

import { parseArgs } from 'node:util'
import { clusterScenario, type ClusterSize } from './cluster-scenario.ts'
import { playCluster, type PlayedCluster } from './play-cluster.ts'

const USAGE = `Usage: npm run cluster -- [--conversations N] [--postgres S] [--twilio S] [--seed N]

Starts three processes of the backend on one Postgres, has people transfer conversations, kills the processes one after the
other, stops Postgres, and has Twilio answer 503 and then 429. Afterwards everything has to settle.

  --conversations N  how many are in motion (500)
  --postgres S       for how many seconds Postgres is stopped (30)
  --twilio S         for how many seconds Twilio answers 503; then it answers 429 for half of that (60)
  --seed N           what people do, and who dies when (1)

Exits with 0 if everything held, 1 if not, 2 if it was called wrongly.
`

const size = readSize()
if (size === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  const played = await playCluster(clusterScenario(size))
  process.stdout.write(report(played))
  if (played.violations.length > 0) process.exitCode = 1
}

function readSize(): ClusterSize | undefined {
  try {
    const { values } = parseArgs({
      options: {
        conversations: { type: 'string', default: '500' },
        postgres: { type: 'string', default: '30' },
        twilio: { type: 'string', default: '60' },
        seed: { type: 'string', default: '1' },
      },
    })
    const [conversations, postgres, twilio, seed] = [
      values.conversations,
      values.postgres,
      values.twilio,
      values.seed,
    ].map(Number) as [number, number, number, number]
    const areWhole = [conversations, postgres, twilio, seed].every((number) => Number.isInteger(number) && number >= 0)
    if (!areWhole || conversations === 0) return undefined
    return { seed, conversations, postgresMs: 1_000 * postgres, twilioMs: 1_000 * twilio }
  } catch {
    return undefined
  }
}

function report(played: PlayedCluster): string {
  const { violations, stories, conversations, crashes, repairs, cutOff, settledAfterMs, stopped } = played
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
  return [
    ...stories,
    ...violations.map((violation) => `broke ${violation}`),
    `${conversations} conversations, ${crashes} processes killed, ${cutOff} repairs cut off in the middle`,
    `repairs: ${repairs.map(([rule, times]) => `${times} ${rule}`).join(', ')}`,
    `settled ${seconds(settledAfterMs)} after the storm; told to stop, the slowest process took ${seconds(stopped.slowestMs)} (exit codes ${stopped.ends.join(', ')})`,
    `${violations.length} violations`,
    '',
  ].join('\n')
}

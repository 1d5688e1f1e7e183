import { parseArgs } from 'node:util'
import { complaints, held, table, toJson, type Result } from './report.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { openStage } from './stage.ts'
import { printedTimeline, silentTimeline, type Timeline } from './timeline.ts'

const USAGE = `Usage: npm run demo -- [--json]

Plays every scenario on an emulated contact center and checks what is true afterwards.

  --json   print [{scenario, held, rounds, calls, ms}] instead of the timeline and the table

Exits with 0 if every scenario held, 1 if one did not, 2 if it was called wrongly.
`

await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const asJson = readOptions(args)
  if (asJson === undefined) return
  const timeline = asJson ? silentTimeline : printedTimeline(print)
  const results: Result[] = []
  for (const scenario of scenarios) {
    const result = await play(scenario, timeline)
    results.push(result)
    if (!asJson) complaints(result).forEach(print)
  }
  print(asJson ? JSON.stringify(results.map(toJson)) : table(results))
  if (!results.every(held)) process.exitCode = 1
}

/** Whether to print JSON; undefined if the command line was not understood, which has then been said. */
function readOptions(args: string[]): boolean | undefined {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json
  } catch (error: unknown) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
}

async function play(scenario: Scenario, timeline: Timeline): Promise<Result> {
  timeline.title(scenario.name)
  const stage = await openStage(timeline)
  try {
    return { scenario: scenario.name, kind: 'played', played: await scenario.play(stage) }
  } catch (error: unknown) {
    return { scenario: scenario.name, kind: 'broken', error }
  } finally {
    await stage.close()
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

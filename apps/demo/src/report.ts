import { inspect } from 'node:util'
import type { Played, Scenario } from './scenario.ts'

/** How a scenario went: it was played to its end, or something was thrown on the way. */
export type Result = { readonly scenario: Scenario['name'] } & (
  | { readonly kind: 'played'; readonly played: Played }
  | { readonly kind: 'broken'; readonly error: unknown }
)

export function held(result: Result): boolean {
  return result.kind === 'played' && result.played.postconditions.every((postcondition) => postcondition.held)
}

/** One scenario in the form that `--json` prints. */
export function toJson(result: Result): object {
  const { rounds, calls, ms } = result.kind === 'played' ? result.played : { rounds: 0, calls: 0, ms: 0 }
  return { scenario: result.scenario, held: held(result), rounds, calls, ms }
}

/** What did not hold, a line each. */
export function complaints(result: Result): string[] {
  if (result.kind === 'broken') return [`  BROKEN  ${inspect(result.error)}`]
  return result.played.postconditions
    .filter((postcondition) => !postcondition.held)
    .map(({ sentence, found }) => `  FALSE   ${sentence}; found: ${inspect(found, { depth: 5 })}`)
}

/** The table at the end, and under it the line that counts. */
export function table(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ scenario }) => scenario.length))
  const header = `${'scenario'.padEnd(width)}  held   checks  rounds  calls     ms`
  const count = results.filter(held).length
  return ['', header, ...results.map((result) => row(result, width)), '', summary(count, results.length)].join('\n')
}

function row(result: Result, width: number): string {
  const name = result.scenario.padEnd(width)
  if (result.kind === 'broken') return `${name}  BROKEN`
  const { postconditions, rounds, calls, ms } = result.played
  const numbers = [postconditions.length, rounds, calls, ms].map((number, column) =>
    String(number).padStart(7 - (column === 2 ? 1 : 0)),
  )
  return `${name}  ${held(result) ? 'yes' : 'NO '} ${numbers.join(' ')}`
}

function summary(count: number, total: number): string {
  return `${count} of ${total} scenarios held`
}

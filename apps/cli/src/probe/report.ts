import type { Outcome, Probed } from './probe.ts'
import type { UnaskedQuestion } from './question.ts'
import { verdictOn } from './verdict.ts'

interface Row {
  readonly name: string
  readonly assumed: string
  readonly observed: string
  readonly verdict: string
}

const HEADER: Row = { name: 'question', assumed: 'assumed', observed: 'observed', verdict: '' }

/** A table of what was seen, and below it what was not, with the reasons. */
export function reportText({ outcomes, left }: Probed, unasked: readonly UnaskedQuestion[]): string {
  const rows = [HEADER, ...outcomes.map(rowOf)]
  const widths = {
    name: widest(rows.map(({ name }) => name)),
    assumed: widest(rows.map(({ assumed }) => assumed)),
    observed: widest(rows.map(({ observed }) => observed)),
  }
  const lines = rows.map(({ name, assumed, observed, verdict }) => {
    const cells = [name.padEnd(widths.name), assumed.padEnd(widths.assumed), observed.padEnd(widths.observed), verdict]
    return cells.join('  ').trimEnd()
  })
  return [
    ...lines,
    ...paragraph('Different, and how it was seen:', outcomes.flatMap(differenceIn)),
    ...paragraph('Unanswered:', outcomes.flatMap(reasonIn)),
    ...paragraph('Not asked:', unasked.map(named)),
    ...paragraph('Could not be removed from the account; remove it by hand:', left),
    '',
  ].join('\n')
}

/** The same for machines. */
export function reportJson({ outcomes, left, isStopped }: Probed, unasked: readonly UnaskedQuestion[]): object {
  const questions = outcomes.map((outcome) => ({
    name: outcome.name,
    fact: outcome.fact,
    assumed: outcome.assumed,
    verdict: verdictOn(outcome),
    ...(outcome.kind === 'answered'
      ? { observed: outcome.answer.value, how: outcome.answer.how }
      : { observed: null, why: outcome.why }),
  }))
  const others = unasked.map((question) => ({ ...question, observed: null, verdict: 'unanswered' }))
  return { questions: [...questions, ...others], left, stopped: isStopped }
}

function rowOf(outcome: Outcome): Row {
  const observed = outcome.kind === 'answered' ? String(outcome.answer.value) : '-'
  return { name: outcome.name, assumed: String(outcome.assumed), observed, verdict: verdictOn(outcome) }
}

function differenceIn(outcome: Outcome): string[] {
  if (outcome.kind === 'unanswered' || verdictOn(outcome) === 'same') return []
  return [named({ ...outcome, why: outcome.answer.how })]
}

function reasonIn(outcome: Outcome): string[] {
  return outcome.kind === 'unanswered' ? [named(outcome)] : []
}

function named({ name, fact, why }: Pick<UnaskedQuestion, 'name' | 'fact' | 'why'>): string {
  return `${name} (${fact}): ${why}`
}

function paragraph(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function widest(cells: readonly string[]): number {
  return Math.max(...cells.map(({ length }) => length))
}

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sameJson } from '@conversation-transfer/transfer'
import { decideCase, type CaseDecision } from '../case/case-decision.ts'
import { readCase, type Case } from '../case/case-file.ts'
import { decisionText } from '../case/decision-text.ts'
import { lineDifference } from '../case/line-difference.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import type { AddCommand } from './command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer replay bad-night.json
  conversation-transfer replay tests/cases          every case in the folder
  conversation-transfer replay tests/cases --json

A case is written by \`conversation-transfer conversation <sid> --export <file>\`. Ends with ${EXIT.found} if a decision is another one.
`

export const addReplayCommand: AddCommand = (program, surroundings, end) => {
  program
    .command('replay')
    .description('Decides exported cases again with the rules of today, and shows what is different.')
    .argument('<case...>', 'files, or folders of them')
    .option('--json', 'print [{file, title, same, before, now}] and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], options: { json?: true }) => {
      const files = (await Promise.all(paths.map(caseFiles))).flat()
      if (files.length === 0) throw new CliError(EXIT.usage, `There is no case in ${paths.join(', ')}.`)
      const replayed: Replayed[] = []
      for (const file of files) replayed.push(await replay(file, surroundings))
      if (options.json === true) surroundings.print(`${JSON.stringify(replayed.map(toJson), undefined, 2)}\n`)
      else surroundings.print(replayed.map(printReplayed).join(''))
      if (!replayed.every(({ isSame }) => isSame)) end(EXIT.found)
    })
}

interface Replayed {
  readonly file: string
  readonly content: Case
  readonly now: CaseDecision
  readonly isSame: boolean
}

async function caseFiles(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  if (!isFolder) return [path]
  const names = await readdir(path)
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(path, name))
}

async function replay(file: string, { read }: Surroundings): Promise<Replayed> {
  const text = await read(file)
  if (text === undefined) throw new CliError(EXIT.usage, `There is no file ${file}.`)
  const content = readCase(text, file)
  const now = decideCase(content)
  return { file, content, now, isSame: sameJson(content.decision, now) }
}

function toJson({ file, content, now, isSame }: Replayed): object {
  return { file, title: content.title, same: isSame, before: content.decision, now }
}

function printReplayed({ file, content, now, isSame }: Replayed): string {
  const { title, decision, nowMs } = content
  const what = now.kind === 'repair' ? now.rule : now.kind
  if (isSame) return `same       ${file}: ${title} (${what})\n`
  const lines = lineDifference(decisionText(decision, nowMs), decisionText(now, nowMs))
  return `DIFFERENT  ${file}: ${title}\n${lines.map((line) => `    ${line}\n`).join('')}`
}

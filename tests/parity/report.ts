import type { Recording } from './recording.ts'

/** Where the emulator and the account differ, as a page to read. */
export function reportOf(recordings: readonly Recording[]): string {
  const differing = recordings.filter(({ differences }) => differences.length > 0)
  const failed = recordings.filter(({ account }) => account.failure !== undefined)
  return [
    '# Where the emulator differs from the account',
    `${recordings.length} behaviours recorded; ${recordings.length - differing.length} the same on both, ` +
      `${differing.length} not. On the account, ${failed.length} did not do what the documentation says.`,
    ...[...new Set([...failed, ...differing])].map(chapterOf),
    '',
  ].join('\n\n')
}

function chapterOf({ area, behaviour, source, account, emulator, differences }: Recording): string {
  const rows = differences.map(
    (difference) => `| ${cell(difference.at)} | ${cell(difference.account)} | ${cell(difference.emulator)} |`,
  )
  const table = rows.length === 0 ? [] : ['', '| at | account | emulator |', '| --- | --- | --- |', ...rows]
  return [
    `## ${area}: ${behaviour}`,
    '',
    `Source: ${source}`,
    ...(account.failure === undefined ? [] : ['', `On the account: ${account.failure}`]),
    ...(emulator.failure === undefined ? [] : ['', `On the emulator: ${emulator.failure}`]),
    ...table,
  ].join('\n')
}

/** Long enough for a sentence of Twilio's. */
const CELL_CHARACTERS_MAX = 160

function cell(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, CELL_CHARACTERS_MAX)
}

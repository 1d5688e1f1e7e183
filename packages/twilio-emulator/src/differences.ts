import type { Route } from './transports/rest/route.ts'
import { routes } from './transports/rest/rest-api.ts'
import { DEFAULT_ASSUMPTIONS } from './world/assumptions.ts'

/** Where the generated part of DIFFERENCES.md begins; what stands above it is written by hand. */
export const GENERATED_FROM = '<!-- From here on written by `npm run emulator:differences`. -->'

/** The part of DIFFERENCES.md that lists every call and every switch, as the code has them. */
export function renderDifferences(): string {
  return [
    GENERATED_FROM,
    '',
    '## Every call that is built',
    '',
    ...callTable(),
    '',
    '## Every switch',
    '',
    ...switchTable(),
    '',
  ].join('\n')
}

function callTable(): string[] {
  const rows = routes.map(row).sort()
  return ['| call | mark | fact |', '|---|---|---|', ...rows]
}

function row({ method, host, path, mark, fact }: Route): string {
  return `| \`${method} ${host}${path}\` | ${mark} | ${fact} |`
}

function switchTable(): string[] {
  const rows = Object.entries(DEFAULT_ASSUMPTIONS).map(
    ([name, value]) => `| \`${name}\` | \`${JSON.stringify(value)}\` |`,
  )
  return ['| switch | default |', '|---|---|', ...rows.sort()]
}

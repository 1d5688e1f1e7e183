import type { Route } from './transports/rest/route.ts'
import { routes } from './transports/rest/rest-api.ts'
import type { UpstreamRoute } from './transports/twilsock/upstream-route.ts'
import { upstreamRoutes } from './transports/twilsock/upstream-routes.ts'
import { DEFAULT_ASSUMPTIONS } from './world/assumptions.ts'

/** Where the generated part of DIFFERENCES.md begins; what stands above it is written by hand. */
export const GENERATED_FROM = '<!-- From here on written by `npm run emulator:differences`. -->'

/**
 * The part of DIFFERENCES.md that lists every call and every switch, as the code has them, and every behaviour, as
 * `behaviour` has it: the text of docs/twilio-behaviour.md.
 */
export function renderDifferences(behaviour: string): string {
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
    '## Every behaviour',
    '',
    ...behaviourTable(behaviour),
    '',
  ].join('\n')
}

function callTable(): string[] {
  const rows = [...routes, ...upstreamRoutes].map(row).sort()
  return ['| call | mark | fact |', '|---|---|---|', ...rows]
}

function row({ method, host, path, mark, fact }: Route | UpstreamRoute): string {
  return `| \`${method} ${host}${path}\` | ${mark} | ${fact} |`
}

function switchTable(): string[] {
  const rows = Object.entries(DEFAULT_ASSUMPTIONS).map(
    ([name, value]) => `| \`${name}\` | \`${JSON.stringify(value)}\` |`,
  )
  return ['| switch | default |', '|---|---|', ...rows.sort()]
}

/** The number and the mark of each fact, and how it begins. */
function behaviourTable(behaviour: string): string[] {
  const facts = [...behaviour.matchAll(/^### (\S+) · (\w+)\n+((?:.+\n)+)/gm)]
  const rows = facts.map(([, number, mark, text = '']) => `| ${number} | ${mark} | ${beginning(text)} |`)
  return ['| fact | mark | it begins |', '|---|---|---|', ...rows]
}

const BEGINNING_CHARACTERS = 90

function beginning(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()
  const words = line.slice(0, BEGINNING_CHARACTERS).split(' ').slice(0, -1)
  return line.length > BEGINNING_CHARACTERS ? `${words.join(' ')} …` : line
}

import { VARIABLES, type Variable, type VariableName } from '../../apps/backend/src/configuration/variables.ts'

/** The backend's `.env.example`: every variable with what it does, in sections. */
export function renderEnvironmentExample(): string {
  return [...BEGINNING, ...SECTIONS.flatMap(([title, names]) => sectionOf(title, names))].join('\n') + '\n'
}

const WIDTH = 124

const BEGINNING = [
  '# What the backend reads from its environment. A line that begins with # shows what holds where nothing is set, or an example',
  '# of what may be left out. The backend checks all of it when it starts, and says everything that is wrong at once.',
  '# Written by `npm run configuration` from src/configuration/variables.ts; docs/guides/configuration.md has the same as a table.',
]

const SECTIONS: readonly (readonly [string, readonly VariableName[]])[] = [
  [
    'The Twilio account',
    [
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'TWILIO_FLEX_WORKSPACE_SID',
      'TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID',
      'TWILIO_API_BASE_URL',
    ],
  ],
  ['Where it keeps what it knows', ['DATABASE_URL', 'DATA_FOLDER']],
  ['How it is reached', ['HOST', 'PORT', 'PUBLIC_URL', 'ACCESS_TOKEN']],
  ['What it may change', ['REPAIRS', 'REPAIRS_PER_MINUTE_MAX', 'REPAIRS_SHARE_MAX', 'REPAIRS_PER_MINUTE_MIN']],
  ['How much it works', ['CENSUS_SECONDS', 'LOOKS_AT_ONCE', 'AUDIT_DAYS', 'LOG_LEVEL']],
]

function sectionOf(title: string, names: readonly VariableName[]): string[] {
  return ['', `# --- ${title} `.padEnd(WIDTH, '-'), '', ...names.flatMap(linesOf)]
}

function linesOf(name: VariableName): string[] {
  const { means, example, usually, isRequired }: Variable = VARIABLES[name]
  const setting = `${name}=${usually ?? example}`
  return [...commentOf(means.replaceAll('`', '')), isRequired ? setting : `# ${setting}`]
}

function commentOf(text: string): string[] {
  const lines = ['#']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`
    if (line.length <= WIDTH) lines.splice(-1, 1, line)
    else lines.push(`# ${word}`)
  }
  return lines
}

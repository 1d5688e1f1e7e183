import type { ExitCode } from './exit-code.ts'
import { generateCommand } from './generate-command.ts'
import { lintCommand } from './lint-command.ts'
import type { Terminal } from './terminal.ts'
import { USAGE } from './usage.ts'
import { UsageError } from './usage-error.ts'
import { whereCommand } from './where-command.ts'

type Command = (args: readonly string[], terminal: Terminal) => Promise<ExitCode>

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['generate', generateCommand],
  ['lint', lintCommand],
  ['where', whereCommand],
])

/** Runs one command. What the person has to correct is said in a sentence; only defects of ours throw. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args
  if (name === undefined || args.some((arg) => arg === '--help' || arg === '-h') || name === 'help') {
    terminal.print(USAGE)
    return name === undefined ? 2 : 0
  }
  const command = COMMANDS.get(name)
  try {
    if (command === undefined)
      throw new UsageError(`There is no command ${name}, only ${[...COMMANDS.keys()].join(', ')}.`)
    return await command(rest, terminal)
  } catch (error: unknown) {
    if (!(error instanceof UsageError)) throw error
    terminal.complain(`${error.message}\nMore: npm run --silent workflow -- --help\n`)
    return 2
  }
}

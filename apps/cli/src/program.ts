import { TwilioFailure } from '@conversation-transfer/twilio-gateway'
import { Command, CommanderError } from 'commander'
import { CliError } from './cli-error.ts'
import { COMMANDS } from './commands/commands.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { RecordsUnavailable } from './records/records-unavailable.ts'
import type { Surroundings } from './surroundings.ts'
import { VERSION } from './version.ts'

const EPILOG = `
Credentials: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET; else the active
profile of the Twilio CLI. TWILIO_API_BASE_URL leads to an emulator.

Exit codes: ${EXIT.fine} all is well, or done; ${EXIT.found} something was found, differs, or is not done; ${EXIT.usage} wrong usage or
configuration; ${EXIT.unavailable} Twilio, the backend or its store did not answer; ${EXIT.defect} a defect of this program.
`

/** Runs one command line. What a person can do something about is said in a sentence; only defects show a stack. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine
  const program = createProgram(surroundings)
  const end = (code: ExitCode): void => {
    exitCode = code
  }
  for (const command of COMMANDS) command(program, surroundings, end)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error: unknown) {
    return failed(error, surroundings)
  }
}

function createProgram({ print, complain }: Surroundings): Command {
  return new Command('conversation-transfer')
    .description(
      'Sets up what transfers of Twilio Flex conversations need, checks it, and looks into one conversation.',
    )
    .version(VERSION, '--version', 'print the version')
    .addHelpText('after', EPILOG)
    .configureOutput({ writeOut: print, writeErr: complain })
    .showHelpAfterError('Add --help for an explanation.')
    .exitOverride()
}

function failed(error: unknown, { complain }: Surroundings): ExitCode {
  // Commander has said itself what is wrong, or has printed the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage
  if (error instanceof CliError) {
    complain(`${error.message}\n`)
    return error.exitCode
  }
  if (error instanceof TwilioFailure) {
    complain(`${sentenceOn(error)}\n`)
    return error.kind === 'unauthorized' ? EXIT.usage : EXIT.unavailable
  }
  if (error instanceof RecordsUnavailable) {
    complain(`${error.message}\n`)
    return EXIT.unavailable
  }
  complain(`${error instanceof Error ? error.stack : String(error)}\n`)
  return EXIT.defect
}

function sentenceOn({ kind, message }: TwilioFailure): string {
  switch (kind) {
    case 'unauthorized':
      return `Twilio does not accept the credentials: ${message}`
    case 'limited':
      return `Twilio limits this account's calls now; try again in a minute. ${message}`
    case 'unavailable':
      return `Twilio did not answer. ${message}`
    case 'outcomeUnknown':
      return `Twilio did not say what became of a change; look again before you repeat it. ${message}`
    case 'outOfTime':
    case 'rejected':
    case 'undecodable':
      return message
  }
}

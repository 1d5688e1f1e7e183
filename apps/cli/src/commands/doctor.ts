import { TwilioFailure } from '@conversation-transfer/twilio-gateway'
import { openWorkspace, type Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import type { Patient } from '../doctor/check.ts'
import { CHECKS } from '../doctor/checks.ts'
import { error, type Finding } from '../doctor/finding.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { ASSUMPTIONS_FILE } from '../probe/assumptions-file.ts'
import type { AddCommand } from './command.ts'
import { probeAccount } from './doctor/probe.ts'

const EXAMPLES = `
Examples:
  conversation-transfer doctor                                          looks at the account
  conversation-transfer doctor --backend https://transfers.example.com  and at the backend, and what leads to it
  conversation-transfer doctor --json                                   for a monitor
  conversation-transfer doctor --probe                                  asks the account what the emulator assumes of it

Without --probe it changes nothing. Ends with ${EXIT.found} if there is an error; warnings alone end with ${EXIT.fine}. That Flex's own messaging
transfers are on, no API tells: the plugin says so itself, where it steps back.
`

interface Options {
  readonly everyone: string
  readonly backend?: string
  readonly json?: true
  readonly profile?: string
  readonly probe?: true
  readonly yes?: true
  readonly assumptions: string
}

export const addDoctorCommand: AddCommand = (program, surroundings, end) => {
  program
    .command('doctor')
    .description('Looks for what keeps transfers from working, and names what mends it.')
    .option('--everyone <queue>', 'sid or name of the queue that has every agent', 'Everyone')
    .option('--backend <url>', 'where the backend can be reached from the internet')
    .option('--probe', 'shows what it would make in the account to find out what Twilio does, and does it after a yes')
    .option('--assumptions <file>', 'with --probe: where to write what was observed', ASSUMPTIONS_FILE)
    .option('--yes', 'with --probe: ask nothing')
    .option(
      '--json',
      'print {findings: [{check, severity, what, remedy}]}, or {questions, left, stopped}, and nothing else',
    )
    .option('--profile <name>', 'use this profile of the Twilio CLI')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      end(await (options.probe === true ? probeAccount(surroundings, options) : examine(surroundings, options)))
    })
}

interface Diagnosis extends Finding {
  readonly check: string
}

async function examine(surroundings: Surroundings, options: Options): Promise<ExitCode> {
  const workspace = await opened(surroundings, options)
  const diagnoses =
    'severity' in workspace
      ? [{ check: 'account', ...workspace }]
      : await allChecks({ surroundings, workspace, everyone: options.everyone, backend: options.backend })
  report(surroundings, diagnoses, options)
  return diagnoses.some(({ severity }) => severity === 'error') ? EXIT.found : EXIT.fine
}

async function allChecks(patient: Patient): Promise<Diagnosis[]> {
  const diagnoses: Diagnosis[] = []
  for (const check of CHECKS) {
    const findings = await check.run(patient).catch((cause: unknown) => [unanswered(cause)])
    diagnoses.push(...findings.map((finding) => ({ check: check.name, ...finding })))
  }
  return diagnoses
}

/** Without an account nothing else can be looked at. */
async function opened(surroundings: Surroundings, { profile }: Options): Promise<Workspace | Finding> {
  try {
    const workspace = await openWorkspace(surroundings, profile)
    await workspace.client.taskrouter.v1.workspaces(workspace.workspaceSid).fetch()
    return workspace
  } catch (cause: unknown) {
    return unanswered(cause)
  }
}

function unanswered(cause: unknown): Finding {
  if (cause instanceof CliError) return error(cause.message, 'Set it as the sentence says; --help lists the variables.')
  if (!(cause instanceof TwilioFailure)) throw cause
  if (cause.kind === 'unauthorized') {
    return error(
      `Twilio does not accept the credentials: ${cause.message}`,
      'Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.',
    )
  }
  if (cause.status === 404)
    return error(`Twilio does not know it: ${cause.message}`, 'Correct TWILIO_FLEX_WORKSPACE_SID.')
  return error(`Twilio did not answer: ${cause.message}`, 'Try again in a minute; https://status.twilio.com says more.')
}

function report({ print }: Surroundings, diagnoses: readonly Diagnosis[], { json }: Options): void {
  if (json === true) return print(`${JSON.stringify({ findings: diagnoses })}\n`)
  if (diagnoses.length === 0) return print('All is well.\n')
  for (const { check, severity, what, remedy } of diagnoses) print(`${severity} (${check}): ${what}\n  -> ${remedy}\n`)
}

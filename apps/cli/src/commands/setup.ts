import { Option } from 'commander'
import { z } from 'zod'
import { openWorkspace, type Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { configurationStep } from '../setup/configuration-step.ts'
import { functionsStep } from '../setup/functions-step.ts'
import { pluginStep } from '../setup/plugin-step.ts'
import { SetupRecord } from '../setup/setup-record.ts'
import type { SetupStep } from '../setup/setup-step.ts'
import { recordedBackend, webhooksStep } from '../setup/webhooks-step.ts'
import { workflowStep } from '../setup/workflow-step.ts'
import type { Surroundings } from '../surroundings.ts'
import { withGenerating, type GenerateOptions } from '../workflow/generate.ts'
import type { AddCommand } from './command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer setup                                          shows what would be done, and asks
  conversation-transfer setup --backend https://transfers.example.com  and tells the backend of what happens
  conversation-transfer setup --yes --json                             for a pipeline
  conversation-transfer setup --remove                                 takes back what a set-up has made

Run again, it changes nothing; stopped in the middle, it goes on. An address for webhooks that is taken stays what it is. What it
has made is kept in a Sync document of the account, and nothing else is ever taken back. Ends with ${EXIT.found} if something is to
be done and was not.
`

interface Options extends GenerateOptions {
  readonly backend?: string
  readonly remove?: true
  readonly yes?: true
  readonly json?: true
  readonly profile?: string
}

export const addSetupCommand: AddCommand = (program, surroundings, end) => {
  const backend = new Option('--backend <url>', 'where the backend can be reached from the internet')
  withGenerating(program.command('setup'))
    .description('Gives an account everything that transfers need, or takes it back.')
    .addOption(backend.argParser(addressIn))
    .option('--remove', 'take back what a set-up has made')
    .option('--yes', 'ask nothing')
    .option('--json', 'print {steps: [{name, plan, done}]} and nothing else')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const workspace = await openWorkspace(surroundings, options.profile)
      end(await setUp(surroundings, workspace, options))
    })
}

function addressIn(text: string): string {
  if (z.url({ protocol: /^https?$/ }).safeParse(text).success) return text
  throw new CliError(EXIT.usage, `--backend must be an address such as https://transfers.example.com, and is ${text}.`)
}

async function stepsOf(surroundings: Surroundings, workspace: Workspace, options: Options): Promise<SetupStep[]> {
  const { backend: wanted, remove } = options
  const record = new SetupRecord(workspace)
  const backend = wanted ?? (remove === true ? await recordedBackend(record) : undefined)
  const tell = (line: string): void => surroundings.complain(`  ${line}\n`)
  return [
    workflowStep(surroundings, workspace, record, options),
    functionsStep(surroundings, workspace, record, tell),
    configurationStep(workspace, record),
    pluginStep(surroundings, workspace, record, tell),
    ...(backend === undefined ? [] : [webhooksStep(workspace, record, backend)]),
  ]
}

interface Planned {
  readonly step: SetupStep
  readonly plan: string | undefined
}

async function setUp(surroundings: Surroundings, workspace: Workspace, options: Options): Promise<ExitCode> {
  const isRemoval = options.remove === true
  // What was made last is taken back first.
  const steps = await stepsOf(surroundings, workspace, options)
  const inTurn = isRemoval ? steps.toReversed() : steps
  const planned: Planned[] = []
  for (const step of inTurn) planned.push({ step, plan: isRemoval ? await step.planRemoval() : await step.plan() })
  const due = planned.filter(({ plan }) => plan !== undefined)
  const isAgreed = due.length > 0 && (await agree(surroundings, workspace, due, options))
  if (isAgreed) {
    for (const { step, plan } of due) {
      surroundings.complain(`${step.name}: ${plan ?? ''}\n`)
      await (isRemoval ? step.remove() : step.apply())
    }
  }
  return report(surroundings, planned, isAgreed, options)
}

async function agree(
  surroundings: Surroundings,
  { title }: Workspace,
  due: readonly Planned[],
  { yes }: Options,
): Promise<boolean> {
  const lines = due.map(({ step, plan }) => `- ${step.name}: ${plan ?? ''}`)
  surroundings.complain(`In the account ${title}:\n${lines.join('\n')}\n`)
  if (yes === true) return true
  const answer = await surroundings.ask('Do this?')
  if (answer === undefined) surroundings.complain('There is nobody to ask; --yes agrees beforehand.\n')
  return answer === true
}

function report(
  { print }: Surroundings,
  planned: readonly Planned[],
  isDone: boolean,
  { json, remove }: Options,
): ExitCode {
  const isOpen = planned.some(({ plan }) => plan !== undefined) && !isDone
  if (json === true) {
    const steps = planned.map(({ step, plan = null }) => ({ name: step.name, plan, done: plan !== null && isDone }))
    print(`${JSON.stringify({ steps })}\n`)
  } else if (isOpen) print('Nothing was changed.\n')
  else if (isDone) print('Done.\n')
  else print(`Nothing to do: ${remove === true ? 'nothing is there that a set-up has made' : 'everything is there'}.\n`)
  return isOpen ? EXIT.found : EXIT.fine
}

import { lintWorkflow, RESERVATION_TIMEOUT_SECONDS, type Finding } from '@conversation-transfer/transfer-workflow'
import { Option } from 'commander'
import { EXIT } from '../../exit-code.ts'
import { readAttributes } from '../../workflow/attributes.ts'
import { seconds } from '../../workflow/generate.ts'
import { readConfiguration, readQueues, withSource, type SourceOptions } from '../../workflow/workflow-source.ts'
import type { AddCommand } from '../command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer workflow lint                              the account's transfer workflow
  conversation-transfer workflow lint workflow.json --queues queues.json
  conversation-transfer workflow generate | conversation-transfer workflow lint -

Ends with ${EXIT.found} if customers would be lost or misrouted; with --strict, on warnings too.
`

interface Options extends SourceOptions {
  readonly variant?: 'backend' | 'standalone'
  readonly task?: string
  readonly reservationTimeout?: string
  readonly strict?: true
  readonly json?: true
}

export const addLintCommand: AddCommand = (workflow, surroundings, end) => {
  withSource(workflow.command('lint'))
    .description('Says what customers would meet in a workflow that exists.')
    .argument('[file]', 'its configuration, or - for the standard input; else that of the account')
    .addOption(
      new Option('--variant <variant>', 'standalone: warns of canceled invites too').choices(['backend', 'standalone']),
    )
    .option('--task <attributes>', 'other attributes of your tasks, if your filters ask for them: JSON, or a file')
    .option(
      '--reservation-timeout <seconds>',
      `the workflow’s task_reservation_timeout, which a file does not say (default: ${RESERVATION_TIMEOUT_SECONDS})`,
    )
    .option('--strict', 'fail on warnings too')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, options: Options) => {
      const { configuration, taskReservationTimeout } = await readConfiguration(surroundings, file, options.profile)
      const queues = await readQueues(surroundings, options)
      const findings = lintWorkflow(configuration, queues, {
        variant: options.variant,
        reservationTimeoutSeconds:
          seconds('--reservation-timeout', options.reservationTimeout) ?? taskReservationTimeout,
        taskAttributes: options.task === undefined ? undefined : await readAttributes(surroundings, options.task),
      })
      surroundings.print(
        options.json === true ? `${JSON.stringify(findings, undefined, 2)}\n` : printFindings(findings),
      )
      const fails = ({ severity }: Finding): boolean =>
        severity === 'error' || (options.strict === true && severity === 'warning')
      if (findings.some(fails)) end(EXIT.found)
    })
}

function printFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings: every invite comes to whom it is for.\n'
  return findings.map(printFinding).join('\n')
}

function printFinding({ severity, code, path, message }: Finding): string {
  const lines = message.split('\n').map((line) => `  ${line}\n`)
  return `${severity} ${code}${path === '' ? '' : ` at ${path}`}\n${lines.join('')}`
}

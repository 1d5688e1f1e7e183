import type { Finding } from '../lint/finding.ts'
import { lintWorkflow } from '../lint/lint-workflow.ts'
import type { ExitCode } from './exit-code.ts'
import {
  checkStandardInput,
  onlyWorkflow,
  parseOptions,
  QUEUE_OPTIONS,
  secondsOption,
  variantOption,
} from './parse-options.ts'
import { readAttributes } from './read-attributes.ts'
import { readQueues } from './read-queues.ts'
import type { Terminal } from './terminal.ts'

export async function lintCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...QUEUE_OPTIONS,
    variant: { type: 'string' },
    task: { type: 'string' },
    'reservation-timeout': { type: 'string' },
    strict: { type: 'boolean' },
    json: { type: 'boolean' },
  })
  const path = onlyWorkflow(positionals)
  checkStandardInput(path, values.queues, values.task)
  const options = {
    variant: variantOption(values.variant),
    reservationTimeoutSeconds: secondsOption('--reservation-timeout', values['reservation-timeout']),
    taskAttributes: values.task === undefined ? undefined : await readAttributes(values.task, terminal),
  }
  const queues = await readQueues(values, terminal)
  const findings = lintWorkflow(await terminal.read(path), queues, options)
  terminal.print(values.json === true ? `${JSON.stringify(findings, undefined, 2)}\n` : printFindings(findings))
  const fails = findings.some(
    ({ severity }) => severity === 'error' || (values.strict === true && severity === 'warning'),
  )
  return fails ? 1 : 0
}

function printFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings: every invite comes to whom it is for.\n'
  return findings.map(printFinding).join('\n')
}

function printFinding({ severity, code, path, message }: Finding): string {
  const lines = message.split('\n').map((line) => `  ${line}\n`)
  return `${severity} ${code}${path === '' ? '' : ` at ${path}`}\n${lines.join('')}`
}

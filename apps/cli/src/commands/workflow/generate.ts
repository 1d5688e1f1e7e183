import { generate, withGenerating, type GenerateOptions } from '../../workflow/generate.ts'
import { readQueues, withSource, type SourceOptions } from '../../workflow/workflow-source.ts'
import type { AddCommand } from '../command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer workflow generate --output workflow.json
  conversation-transfer workflow generate --queues queues.json --variant standalone
  conversation-transfer workflow generate --account http://127.0.0.1:4010
`

export const addGenerateCommand: AddCommand = (workflow, surroundings) => {
  withGenerating(withSource(workflow.command('generate')))
    .description('Writes the workflow for the queues.')
    .option('--output <file>', 'write there instead of to the standard output')
    .option('--json', 'print {configuration, warnings}')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SourceOptions & GenerateOptions & { output?: string; json?: true }) => {
      const { configuration, warnings } = generate(await readQueues(surroundings, options), options)
      for (const warning of warnings) surroundings.complain(`warning: ${warning}\n`)
      if (options.output !== undefined) await surroundings.write(options.output, configuration)
      const json = { configuration: JSON.parse(configuration) as unknown, warnings }
      if (options.json === true) surroundings.print(`${JSON.stringify(json, undefined, 2)}\n`)
      else if (options.output === undefined) surroundings.print(configuration)
    })
}

import { openWorkspace } from '../../account/workspace.ts'
import { EXIT } from '../../exit-code.ts'
import { compareConfigurations, shortened } from '../../workflow/compare.ts'
import { generate, withGenerating, type GenerateOptions } from '../../workflow/generate.ts'
import { queuesOf, storedWorkflow } from '../../workflow/workflow-source.ts'
import type { AddCommand } from '../command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer workflow diff                  what apply would change
  conversation-transfer workflow diff --variant standalone

Ends with ${EXIT.found} if the account's workflow is not the one for its queues.
`

export const addDiffCommand: AddCommand = (workflow, surroundings, end) => {
  withGenerating(workflow.command('diff'))
    .description('Shows how the account’s workflow differs from the one for the queues that it has now.')
    .option('--json', 'print {workflowSid, same, lines}')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
    .addHelpText('after', EXAMPLES)
    .action(async (options: GenerateOptions & { json?: true; profile?: string }) => {
      const workspace = await openWorkspace(surroundings, options.profile)
      const wanted = generate(await queuesOf(workspace), options)
      const there = await storedWorkflow(surroundings, workspace)
      const lines = compareConfigurations(there?.configuration ?? '{}', wanted.configuration)
      const isSame = lines === undefined
      const json = { workflowSid: there?.sid ?? null, same: isSame, lines: lines ?? [] }
      if (options.json === true) surroundings.print(`${JSON.stringify(json, undefined, 2)}\n`)
      else surroundings.print(isSame ? 'The workflow is the one for the queues.\n' : textOf(lines))
      if (!isSame) end(EXIT.found)
    })
}

function textOf(lines: readonly string[]): string {
  return shortened(lines)
    .map((line) => `${line}\n`)
    .join('')
}

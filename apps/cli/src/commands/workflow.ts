import type { AddCommand } from './command.ts'
import { addApplyCommand } from './workflow/apply.ts'
import { addDiffCommand } from './workflow/diff.ts'
import { addGenerateCommand } from './workflow/generate.ts'
import { addLintCommand } from './workflow/lint.ts'
import { addWhereCommand } from './workflow/where.ts'

const COMMANDS = [addGenerateCommand, addLintCommand, addDiffCommand, addApplyCommand, addWhereCommand]

export const addWorkflowCommand: AddCommand = (program, surroundings, end) => {
  const workflow = program
    .command('workflow')
    .description('The TaskRouter workflow that transfers go through: generated, checked, compared, applied, explained.')
  for (const add of COMMANDS) add(workflow, surroundings, end)
}

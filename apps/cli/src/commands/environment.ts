import { transferWorkflow } from '../account/transfer-workflow.ts'
import { openWorkspace } from '../account/workspace.ts'
import type { AddCommand } from './command.ts'

const EXAMPLES = `
Examples:
  eval "$(conversation-transfer environment --export)"    for a backend that is started from this shell
  conversation-transfer environment >> apps/backend/.env

No credential is among them: TWILIO_AUTH_TOKEN is for you to add.
`

interface Options {
  readonly export?: true
  readonly json?: true
  readonly profile?: string
}

export const addEnvironmentCommand: AddCommand = (program, surroundings) => {
  program
    .command('environment')
    .description('Prints what the backend has to know of the account, as variables of its environment.')
    .option('--export', 'print what a shell evaluates')
    .option('--json', 'print an object of them')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
    .addHelpText('after', EXAMPLES)
    .action(async ({ export: isForShell, json, profile }: Options) => {
      const workspace = await openWorkspace(surroundings, profile)
      const variables = {
        TWILIO_ACCOUNT_SID: workspace.credentials.accountSid,
        TWILIO_FLEX_WORKSPACE_SID: workspace.workspaceSid,
        TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: await transferWorkflow(surroundings, workspace),
        ...(workspace.baseUrl === undefined ? {} : { TWILIO_API_BASE_URL: workspace.baseUrl }),
      }
      const before = isForShell === true ? 'export ' : ''
      const lines = Object.entries(variables).map(([name, value]) => `${before}${name}=${value}\n`)
      surroundings.print(json === true ? `${JSON.stringify(variables, undefined, 2)}\n` : lines.join(''))
    })
}

import { openWorkspace } from '../../account/workspace.ts'
import { functionsContent, FUNCTIONS_SERVICE } from '../../deployment/functions-content.ts'
import { deployServerless } from '../../deployment/serverless.ts'
import { FUNCTIONS_FOLDER } from '../../deployment/uploads.ts'
import { EXIT } from '../../exit-code.ts'
import type { AddCommand } from '../command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer deploy functions             uploads, builds and deploys them
  conversation-transfer deploy functions --json      for a pipeline

They get a Serverless service of their own, "${FUNCTIONS_SERVICE}", and nothing else is touched. Run again, it changes nothing;
stopped in the middle, it goes on. The Serverless Toolkit does the same from apps/functions/dist: \`twilio serverless:deploy\`.
`

interface Options {
  readonly bundle: string
  readonly json?: true
  readonly profile?: string
}

export const addDeployFunctionsCommand: AddCommand = (deploy, surroundings, end) => {
  deploy
    .command('functions')
    .description('Deploys the Functions that the plugin calls.')
    .option('--bundle <folder>', 'where they are', FUNCTIONS_FOLDER)
    .option('--json', 'print {domainName, done} and nothing else')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
    .addHelpText('after', EXAMPLES)
    .action(async ({ bundle, json, profile }: Options) => {
      const workspace = await openWorkspace(surroundings, profile)
      const content = await functionsContent(surroundings, workspace, bundle)
      const tell = (line: string): void => surroundings.complain(`${line}\n`)
      const { domainName, done } = await deployServerless(surroundings, workspace, content, tell)
      surroundings.print(
        json === true
          ? `${JSON.stringify({ domainName, done: done ?? null })}\n`
          : `https://${domainName}: ${done ?? 'nothing: they are there already'}.\n`,
      )
      end(EXIT.fine)
    })
}

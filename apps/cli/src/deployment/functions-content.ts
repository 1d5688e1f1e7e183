import { join } from 'node:path'
import { z } from 'zod'
import { transferWorkflow } from '../account/transfer-workflow.ts'
import type { Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Dependency, ServerlessContent } from './serverless.ts'
import { FUNCTIONS_FOLDER } from './uploads.ts'

/** The beginning of the Functions' domain. */
export const FUNCTIONS_SERVICE = 'conversation-transfer'

/** What the plugin calls, each below `/conversation-transfer/`. */
const FUNCTIONS = ['look', 'transfer', 'invite', 'cancel-invite', 'remove', 'leave'] as const

/** The Functions as they are bundled, and what they have to know of this account. */
export async function functionsContent(
  surroundings: Surroundings,
  workspace: Workspace,
  folder: string = FUNCTIONS_FOLDER,
): Promise<ServerlessContent> {
  const files = await Promise.all(
    FUNCTIONS.map(async (name) => {
      const path = `/conversation-transfer/${name}`
      const content = await readBundle(surroundings, join(folder, `${path}.js`))
      return { kind: 'Functions', path, content } as const
    }),
  )
  const variables = {
    TWILIO_FLEX_WORKSPACE_SID: workspace.workspaceSid,
    TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: await transferWorkflow(surroundings, workspace),
  }
  const dependencies = await bundledDependencies(surroundings, folder)
  return { service: FUNCTIONS_SERVICE, files, dependencies, variables, keepsOthers: false }
}

/** The SDK in the version that the Functions were tested with; all else of theirs is in their files. */
async function bundledDependencies(surroundings: Surroundings, folder: string): Promise<Dependency[]> {
  const { dependencies } = PACKAGE.parse(JSON.parse(await readBundle(surroundings, join(folder, '../package.json'))))
  return [{ name: 'twilio', version: dependencies.twilio }]
}

const PACKAGE = z.object({ dependencies: z.object({ twilio: z.string() }) })

/** @throws {CliError} that says how it is made. */
export async function readBundle({ read }: Surroundings, path: string): Promise<string> {
  const content = await read(path)
  if (content !== undefined) return content
  throw new CliError(EXIT.usage, `There is no ${path}. Make it with \`npm run build\`.`)
}

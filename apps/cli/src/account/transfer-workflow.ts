import { workflowSid, type WorkflowSid } from '@conversation-transfer/transfer'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { sidIn, type Workspace } from './workspace.ts'

/** How the Flex template calls the workflow, and we do too. */
export const WORKFLOW_NAME = 'Conversation Transfer'

const VARIABLE = 'TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID'

/**
 * The workflow that routes transfers: the one that the environment names, else the only one of its name; undefined where
 * there is none.
 */
export async function findTransferWorkflow(
  { env }: Pick<Surroundings, 'env'>,
  { client, workspaceSid }: Workspace,
): Promise<WorkflowSid | undefined> {
  const named = sidIn(env, VARIABLE, workflowSid)
  if (named !== undefined) return named
  const { workflows } = client.taskrouter.v1.workspaces(workspaceSid)
  const [found, ...others] = await workflows.list({ friendlyName: WORKFLOW_NAME })
  if (others.length > 0) {
    throw new CliError(
      EXIT.usage,
      `Several workflows are called "${WORKFLOW_NAME}". Set ${VARIABLE} to the one that routes transfers.`,
    )
  }
  return found === undefined ? undefined : workflowSid.parse(found.sid)
}

/** @throws {CliError} that says what to do where there is none. */
export async function transferWorkflow(
  surroundings: Pick<Surroundings, 'env'>,
  workspace: Workspace,
): Promise<WorkflowSid> {
  const found = await findTransferWorkflow(surroundings, workspace)
  if (found !== undefined) return found
  throw new CliError(
    EXIT.usage,
    `No workflow is called "${WORKFLOW_NAME}". Set ${VARIABLE} to the one that routes transfers, or make it with ` +
      '`conversation-transfer workflow apply`.',
  )
}

import type { Workspace } from '../account/workspace.ts'
import { functionsContent, FUNCTIONS_SERVICE } from '../deployment/functions-content.ts'
import { deployServerless, findDeployed, removeServerless } from '../deployment/serverless.ts'
import type { Surroundings } from '../surroundings.ts'
import type { SetupRecord } from './setup-record.ts'
import type { SetupStep } from './setup-step.ts'

const NAME = 'functions'

/** The Functions that the plugin calls. The workflow is there by the time that they are deployed. */
export function functionsStep(
  surroundings: Surroundings,
  workspace: Workspace,
  record: SetupRecord,
  tell: (line: string) => void,
): SetupStep {
  return {
    name: NAME,
    plan: async () => {
      const deployed = await findDeployed(workspace, FUNCTIONS_SERVICE)
      if (deployed === undefined) return `deploys the Functions to a Serverless service "${FUNCTIONS_SERVICE}"`
      // Without a workflow nothing can be said of what the Functions are told of it.
      const content = await functionsContent(surroundings, workspace).catch(() => undefined)
      return content !== undefined && deployed.isCurrent(content) ? undefined : 'deploys the Functions of this version'
    },
    apply: async () => {
      await record.add(NAME, {})
      await deployServerless(surroundings, workspace, await functionsContent(surroundings, workspace), tell)
    },
    planRemoval: async () =>
      NAME in (await record.read()) ? `deletes the Serverless service "${FUNCTIONS_SERVICE}"` : undefined,
    remove: async () => {
      await removeServerless(workspace, FUNCTIONS_SERVICE)
      await record.forget(NAME)
    },
  }
}

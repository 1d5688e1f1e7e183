import { z } from 'zod'
import { findTransferWorkflow, WORKFLOW_NAME } from '../account/transfer-workflow.ts'
import type { Workspace } from '../account/workspace.ts'
import type { Surroundings } from '../surroundings.ts'
import { compareConfigurations } from '../workflow/compare.ts'
import { generate, type GenerateOptions } from '../workflow/generate.ts'
import { fetchWorkflow, queuesOf } from '../workflow/workflow-source.ts'
import type { SetupRecord } from './setup-record.ts'
import type { SetupStep } from './setup-step.ts'

const NAME = 'workflow'

/** The workflow that transfers go through, as the account's queues ask for it. */
export function workflowStep(
  surroundings: Surroundings,
  workspace: Workspace,
  record: SetupRecord,
  options: GenerateOptions,
): SetupStep {
  const { workflows } = workspace.client.taskrouter.v1.workspaces(workspace.workspaceSid)
  const look = async () => {
    const { configuration } = generate(await queuesOf(workspace), options)
    const sid = await findTransferWorkflow(surroundings, workspace)
    const there = sid === undefined ? undefined : await fetchWorkflow(workspace, sid)
    const isCurrent = there !== undefined && compareConfigurations(there.configuration, configuration) === undefined
    return { configuration, there, isCurrent }
  }
  return {
    name: NAME,
    plan: async () => {
      const { there, isCurrent } = await look()
      if (there === undefined) return `makes the workflow "${WORKFLOW_NAME}" for the queues that there are`
      return isCurrent
        ? undefined
        : `changes the workflow "${WORKFLOW_NAME}" (${there.sid}) for the queues that there are`
    },
    apply: async () => {
      const { configuration, there } = await look()
      if (there === undefined) {
        await record.add(NAME, { configuration: null })
        await workflows.create({ friendlyName: WORKFLOW_NAME, configuration })
      } else {
        await record.add(NAME, { configuration: there.configuration })
        await workflows(there.sid).update({ configuration })
      }
    },
    planRemoval: async () => {
      const before = (await record.read())[NAME]
      if (before === undefined) return undefined
      const isOurs = earlier.parse(before).configuration === null
      return isOurs
        ? `deletes the workflow "${WORKFLOW_NAME}"`
        : `gives the workflow "${WORKFLOW_NAME}" back its filters`
    },
    remove: async () => {
      const before = (await record.read())[NAME]
      const sid = await findTransferWorkflow(surroundings, workspace)
      if (before === undefined) return
      const { configuration } = earlier.parse(before)
      if (sid !== undefined) {
        if (configuration === null) await workflows(sid).remove()
        else await workflows(sid).update({ configuration })
      }
      await record.forget(NAME)
    },
  }
}

const earlier = z.object({ configuration: z.string().nullable() })

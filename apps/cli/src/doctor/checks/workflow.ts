import { findTransferWorkflow, WORKFLOW_NAME } from '../../account/transfer-workflow.ts'
import { CliError } from '../../cli-error.ts'
import { compareConfigurations } from '../../workflow/compare.ts'
import { generate } from '../../workflow/generate.ts'
import { fetchWorkflow, queuesOf } from '../../workflow/workflow-source.ts'
import type { Check } from '../check.ts'
import { error, warning, type Finding } from '../finding.ts'

const APPLY = 'conversation-transfer workflow apply'

/** Every transfer goes through it. */
export const workflow: Check = {
  name: 'workflow',
  run: async ({ surroundings, workspace, everyone }) => {
    try {
      const sid = await findTransferWorkflow(surroundings, workspace)
      if (sid === undefined)
        return [error(`No workflow is called "${WORKFLOW_NAME}": nothing can be transferred.`, APPLY)]
      const { configuration, warnings } = generate(await queuesOf(workspace), { everyone, variant: 'backend' })
      const there = await fetchWorkflow(workspace, sid)
      const isCurrent = compareConfigurations(there.configuration, configuration) === undefined
      const outdated = `The workflow is not the one for the queues that there are: some are not reached.`
      return [
        ...(isCurrent ? [] : [error(outdated, `conversation-transfer workflow diff; ${APPLY}`)]),
        ...warnings.map((sentence) => warning(sentence, APPLY)),
      ]
    } catch (cause: unknown) {
      return [found(cause, everyone)]
    }
  },
}

/** What the commands for the workflow refuse with is what is wrong. */
function found(cause: unknown, everyone: string): Finding {
  if (!(cause instanceof CliError)) throw cause
  const isQueue = cause.message.includes('No queue has the sid or name')
  const remedy = isQueue ? `Make a queue ${everyone} with every agent, or name yours with --everyone.` : APPLY
  return error(cause.message, remedy)
}

import { WORKFLOW_NAME } from '../../account/transfer-workflow.ts'
import { openWorkspace, type Workspace } from '../../account/workspace.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import type { Surroundings } from '../../surroundings.ts'
import { compareConfigurations, shortened } from '../../workflow/compare.ts'
import { generate, withGenerating, type GenerateOptions } from '../../workflow/generate.ts'
import { fetchWorkflow, queuesOf, storedWorkflow, type StoredWorkflow } from '../../workflow/workflow-source.ts'
import type { AddCommand } from '../command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer workflow apply                 shows what would change, and asks
  conversation-transfer workflow apply --yes --json    for a pipeline

It changes the workflow that TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID names, else the one called "${WORKFLOW_NAME}", else it
makes that one. Run again, it changes nothing. Ends with ${EXIT.found} if something is to be changed and was not.
`

interface Options extends GenerateOptions {
  readonly yes?: true
  readonly reEvaluate?: true
  readonly json?: true
  readonly profile?: string
}

export const addApplyCommand: AddCommand = (workflow, surroundings, end) => {
  withGenerating(workflow.command('apply'))
    .description('Gives the account the workflow for the queues that it has now.')
    .option('--yes', 'ask nothing')
    .option('--re-evaluate', 'send the tasks that wait through it anew, too')
    .option('--json', 'print {workflowSid, done} and nothing else')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const workspace = await openWorkspace(surroundings, options.profile)
      end(await apply(surroundings, workspace, options))
    })
}

async function apply(surroundings: Surroundings, workspace: Workspace, options: Options): Promise<ExitCode> {
  const { configuration, warnings } = generate(await queuesOf(workspace), options)
  for (const warning of warnings) surroundings.complain(`warning: ${warning}\n`)
  const there = await storedWorkflow(surroundings, workspace)
  const lines = compareConfigurations(there?.configuration ?? '{}', configuration)
  const tell = teller(surroundings, options)
  if (there !== undefined && lines === undefined) return tell(there.sid, 'nothing: it is the one for the queues')
  const verb = there === undefined ? `Makes the workflow "${WORKFLOW_NAME}"` : `Changes the workflow ${there.sid}`
  surroundings.complain(`${verb} in ${workspace.title}:\n${shortened(lines ?? []).join('\n')}\n`)
  if (options.yes !== true) {
    const answer = await surroundings.ask('Do this?')
    if (answer === undefined) surroundings.complain('There is nobody to ask; --yes agrees beforehand.\n')
    if (answer !== true) return tell(there?.sid, undefined)
  }
  const sid = await write(workspace, { there, configuration, reEvaluates: options.reEvaluate === true })
  const written = await fetchWorkflow(workspace, sid)
  const isThere = compareConfigurations(written.configuration, configuration) === undefined
  return tell(sid, isThere ? (there === undefined ? 'made' : 'changed') : undefined)
}

interface Write {
  readonly there: StoredWorkflow | undefined
  readonly configuration: string
  readonly reEvaluates: boolean
}

async function write(
  { client, workspaceSid }: Workspace,
  { there, configuration, reEvaluates }: Write,
): Promise<string> {
  const { workflows } = client.taskrouter.v1.workspaces(workspaceSid)
  if (there === undefined) return (await workflows.create({ friendlyName: WORKFLOW_NAME, configuration })).sid
  // Tasks that wait follow a changed workflow only where that is asked for: they begin again at its first filter (TR-20).
  const again = reEvaluates ? { reEvaluateTasks: 'true' } : {}
  await workflows(there.sid).update({ configuration, ...again })
  return there.sid
}

/** Says what was done, and gives the exit code for it. */
function teller({ print }: Surroundings, { json }: Options) {
  return (sid: string | undefined, done: string | undefined): ExitCode => {
    if (json === true) print(`${JSON.stringify({ workflowSid: sid ?? null, done: done ?? null })}\n`)
    else print(done === undefined ? 'Nothing was changed.\n' : `${sid ?? ''}: ${done}.\n`)
    return done === undefined ? EXIT.found : EXIT.fine
  }
}

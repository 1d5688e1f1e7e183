import type { Queue } from '@conversation-transfer/transfer-workflow'
import type { Command } from 'commander'
import { z } from 'zod'
import { findTransferWorkflow, transferWorkflow } from '../account/transfer-workflow.ts'
import { openWorkspace, type Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { decodeQueues } from './decode-queues.ts'

export interface SourceOptions {
  readonly queues?: string
  readonly profile?: string
}

/** Options of every command that has to know the queues. */
export function withSource(command: Command): Command {
  return command
    .option('--queues <file>', 'the queues, as Twilio’s API or CLI lists them, instead of those of the account')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
}

/** The queues of a file, or of the account. */
export async function readQueues(surroundings: Surroundings, options: SourceOptions): Promise<readonly Queue[]> {
  if (options.queues !== undefined) return decodeQueues(await textOf(surroundings, options.queues), options.queues)
  return queuesOf(await openWorkspace(surroundings, options.profile))
}

export async function queuesOf({ client, workspaceSid }: Workspace): Promise<readonly Queue[]> {
  const listed = await client.taskrouter.v1.workspaces(workspaceSid).taskQueues.list()
  return listed.map(({ sid, friendlyName, targetWorkers }) => ({ sid, friendlyName, targetWorkers }))
}

/** A workflow as Twilio has it. */
export interface StoredWorkflow {
  readonly sid: string
  readonly friendlyName: string
  /** The text of its configuration. */
  readonly configuration: string
  readonly taskReservationTimeout: number
}

/** Undefined where the account has none. */
export async function storedWorkflow(
  surroundings: Surroundings,
  workspace: Workspace,
): Promise<StoredWorkflow | undefined> {
  const sid = await findTransferWorkflow(surroundings, workspace)
  return sid === undefined ? undefined : fetchWorkflow(workspace, sid)
}

export async function fetchWorkflow({ client, workspaceSid }: Workspace, sid: string): Promise<StoredWorkflow> {
  return workflow.parse(await client.taskrouter.v1.workspaces(workspaceSid).workflows(sid).fetch())
}

const workflow = z.object({
  sid: z.string(),
  friendlyName: z.string(),
  configuration: z.string(),
  taskReservationTimeout: z.number(),
})

/** The configuration of a file, else of the account's transfer workflow. */
export async function readConfiguration(
  surroundings: Surroundings,
  file: string | undefined,
  profile: string | undefined,
): Promise<Pick<StoredWorkflow, 'configuration'> & Partial<StoredWorkflow>> {
  if (file !== undefined) return { configuration: await textOf(surroundings, file) }
  const workspace = await openWorkspace(surroundings, profile)
  return fetchWorkflow(workspace, await transferWorkflow(surroundings, workspace))
}

/** @throws {CliError} if there is no such file. */
export async function textOf({ read }: Pick<Surroundings, 'read'>, path: string): Promise<string> {
  const text = await read(path)
  if (text === undefined) throw new CliError(EXIT.usage, `There is no file ${path}.`)
  return text
}

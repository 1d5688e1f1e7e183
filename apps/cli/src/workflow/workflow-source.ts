import type { Queue } from '@conversation-transfer/transfer-workflow'
import { Option, type Command } from 'commander'
import { z } from 'zod'
import { findTransferWorkflow, transferWorkflow } from '../account/transfer-workflow.ts'
import { openWorkspace, type Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { decodeQueues } from './decode-queues.ts'
import { emulatedQueues } from './emulated-queues.ts'

export interface SourceOptions {
  /** A file, or `-` for the standard input. */
  readonly queues?: string
  /** Where an emulator listens. */
  readonly account?: string
  readonly profile?: string
}

/** Options of every command that has to know the queues. */
export function withSource(command: Command): Command {
  const queues = new Option(
    '--queues <file>',
    'the queues, as Twilio’s API or CLI lists them, instead of those of the account; - is the standard input',
  )
  return command
    .addOption(queues.conflicts('account'))
    .option('--account <url>', 'those of an emulator, such as http://127.0.0.1:4010; it asks for no credentials')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
}

/** The queues of a file, of an emulator, or of the account. */
export async function readQueues(surroundings: Surroundings, options: SourceOptions): Promise<readonly Queue[]> {
  const { queues, account, profile } = options
  if (queues !== undefined) return decodeQueues(await textOf(surroundings, queues), queues)
  if (account !== undefined) return emulatedQueues(account)
  const without = 'Without an account, say where the queues are listed: --queues <file> (or -), or --account <url>.'
  return queuesOf(await openedOr(without, surroundings, profile))
}

/** Most of these commands need no account: who has none is told so. */
async function openedOr(without: string, surroundings: Surroundings, profile: string | undefined): Promise<Workspace> {
  return openWorkspace(surroundings, profile).catch((error: unknown) => {
    if (!(error instanceof CliError)) throw error
    throw new CliError(error.exitCode, `${error.message}\n${without}`, { cause: error })
  })
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
  const without = 'Without an account, name the file with the workflow, or - for the standard input.'
  const workspace = await openedOr(without, surroundings, profile)
  return fetchWorkflow(workspace, await transferWorkflow(surroundings, workspace))
}

/** @throws {CliError} if there is no such file. */
export async function textOf({ read }: Pick<Surroundings, 'read'>, path: string): Promise<string> {
  const text = await read(path)
  if (text === undefined) throw new CliError(EXIT.usage, `There is no file ${path}.`)
  return text
}

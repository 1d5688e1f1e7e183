import { z } from 'zod'
import type { Queue } from '../queue.ts'
import { parseJson } from './parse-json.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface QueueSource {
  /** A file, or `-` for the standard input. */
  readonly queues?: string | undefined
  /** Where an emulator listens. */
  readonly account?: string | undefined
}

/** @throws {UsageError} */
export async function readQueues({ queues, account }: QueueSource, terminal: Terminal): Promise<readonly Queue[]> {
  if ((queues === undefined) === (account === undefined)) {
    throw new UsageError('Say where the queues are listed: either --queues FILE (or -) or --account URL.')
  }
  if (account !== undefined) {
    const url = accountUrl(account)
    return decode(parseJson(await terminal.get(url), url.href), url.href)
  }
  const path = queues ?? '-'
  return decode(parseJson(await terminal.read(path), path), path)
}

function accountUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL('/__emulator/account', text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new UsageError(`--account ${text} is no address; write one such as http://127.0.0.1:4010.`)
}

const name = z.string()

/** A queue as Twilio's REST API (`friendly_name`), its command line (`friendlyName`) or the emulator (`name`) has it. */
const listedQueue = z
  .object({
    sid: z.string().regex(/^WQ[0-9a-fA-F]{32}$/, { error: 'must be WQ and 32 hexadecimal digits' }),
    friendlyName: name.optional(),
    friendly_name: name.optional(),
    name: name.optional(),
    targetWorkers: z.string().nullish(),
    target_workers: z.string().nullish(),
  })
  .transform(({ sid, targetWorkers, target_workers: members, ...names }, context): Queue => {
    const friendlyName = names.friendlyName ?? names.friendly_name ?? names.name
    if (friendlyName === undefined)
      context.addIssue({ code: 'custom', message: 'has no friendlyName, friendly_name or name' })
    return { sid, friendlyName: friendlyName ?? '', targetWorkers: targetWorkers ?? members ?? undefined }
  })

const list = z.array(listedQueue)
const SHAPES = 'a list of queues, or an object with that list under queues or task_queues'

function decode(json: unknown, source: string): readonly Queue[] {
  const found = listIn(json)
  if (!Array.isArray(found)) throw new UsageError(`${source} must hold ${SHAPES}.`)
  if (found.length === 0)
    throw new UsageError(`${source} lists no queue; a workflow needs at least the one of everyone.`)
  const decoded = list.safeParse(found)
  if (decoded.success) return decoded.data
  const [issue] = decoded.error.issues
  const [index, ...keys] = issue?.path ?? []
  throw new UsageError(`${source}: queue ${Number(index) + 1} in the list: ${[...keys, issue?.message].join(' ')}.`)
}

function listIn(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  return 'queues' in json ? json.queues : 'task_queues' in json ? json.task_queues : undefined
}

import type { Queue } from '@conversation-transfer/transfer-workflow'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import { jsonIn } from './json-in.ts'

/**
 * Queues as Twilio's REST API (`friendly_name`), its command line (`friendlyName`) or the emulator (`name`) lists them.
 *
 * @param source for people: a file, or an address.
 * @throws {CliError}
 */
export function decodeQueues(text: string, source: string): readonly Queue[] {
  const found = listIn(jsonIn(text, source))
  if (!Array.isArray(found)) throw new CliError(EXIT.usage, `${source} must hold ${SHAPES}.`)
  if (found.length === 0) {
    throw new CliError(EXIT.usage, `${source} lists no queue; a workflow needs at least the one of everyone.`)
  }
  const { data, error } = list.safeParse(found)
  if (data !== undefined) return data
  const [issue] = error.issues
  const [index, ...keys] = issue?.path ?? []
  const what = [...keys, issue?.message].join(' ')
  throw new CliError(EXIT.usage, `${source}: queue ${Number(index) + 1} in the list: ${what}.`)
}

const SHAPES = 'a list of queues, or an object with that list under queues or task_queues'

function listIn(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  return 'queues' in json ? json.queues : 'task_queues' in json ? json.task_queues : undefined
}

const queue = z
  .object({
    sid: z.string().regex(/^WQ[0-9a-fA-F]{32}$/, 'must be WQ and 32 hexadecimal digits'),
    friendlyName: z.string().optional(),
    friendly_name: z.string().optional(),
    name: z.string().optional(),
    targetWorkers: z.string().nullish(),
    target_workers: z.string().nullish(),
  })
  .transform((listed, context): Queue => {
    const friendlyName = listed.friendlyName ?? listed.friendly_name ?? listed.name
    if (friendlyName === undefined) {
      context.addIssue({ code: 'custom', message: 'has no friendlyName, friendly_name or name' })
    }
    const targetWorkers = listed.targetWorkers ?? listed.target_workers ?? undefined
    return { sid: listed.sid, friendlyName: friendlyName ?? '', targetWorkers }
  })

const list = z.array(queue)

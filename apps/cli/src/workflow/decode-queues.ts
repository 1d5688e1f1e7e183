import { parseJson } from '@conversation-transfer/transfer'
import type { Queue } from '@conversation-transfer/transfer-workflow'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'

/** Queues as Twilio's REST API (`friendly_name`), its command line (`friendlyName`) or the emulator (`name`) lists them. */
export function decodeQueues(text: string, path: string): readonly Queue[] {
  const { data, error } = document.safeParse(parseJson(text))
  if (data !== undefined && data.length > 0) return data
  const [issue] = error?.issues ?? []
  const where = issue === undefined ? 'it lists none' : `${issue.path.join('.')} ${issue.message}`
  throw new CliError(EXIT.usage, `${path} is no list of queues, each with sid and friendlyName: ${where}.`)
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
    if (friendlyName === undefined) context.addIssue({ code: 'custom', message: 'has no friendlyName' })
    const targetWorkers = listed.targetWorkers ?? listed.target_workers ?? undefined
    return { sid: listed.sid, friendlyName: friendlyName ?? '', targetWorkers }
  })

const list = z.array(queue)

const document = z.union([
  list,
  z.object({ task_queues: list }).transform(({ task_queues: queues }) => queues),
  z.object({ queues: list }).transform(({ queues }) => queues),
])

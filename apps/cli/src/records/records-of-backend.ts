import { channelSid, conversationSid, interactionSid, parseJson } from '@conversation-transfer/transfer'
import type { AuditEntry, AuditedStep, ScheduleRow } from '@conversation-transfer/backend'
import { z } from 'zod'
import { memorySchema } from '../case/memory-schema.ts'
import { RecordsUnavailable } from './records-unavailable.ts'
import { ENTRIES_MAX, type Records, type RowField } from './records.ts'

/** A backend answers from its store in milliseconds. */
const ANSWER_TIMEOUT_MS = 10_000

/** What a running backend answers on its JSON API. It takes no entries from outside: what a person does is not its doing. */
export function recordsOfBackend(url: string, accessToken: string | undefined): Records {
  const get = async <Value>(path: string, schema: z.ZodType<Value>): Promise<Value | undefined> => {
    const text = await answerOf(new URL(path, url), accessToken)
    if (text === undefined) return undefined
    const { data } = schema.safeParse(parseJson(text))
    if (data !== undefined) return data
    throw new RecordsUnavailable(`${new URL(path, url).href} did not answer as a backend of this version does.`)
  }
  return {
    source: `the backend at ${new URL(url).origin}`,
    row: async (sid) => (await get(`/api/conversations/${sid}`, conversation))?.conversation ?? undefined,
    entries: async (sid) => {
      const found = await get(`/api/conversations/${sid}?limit=${ENTRIES_MAX}`, conversation)
      return found?.entries ?? []
    },
    frozen: async () => (await get('/api/status', status))?.frozen?.reason,
    repairs: async () => (await get('/api/status', status))?.repairs,
    append: undefined,
    close: () => Promise.resolve(),
  }
}

/** Undefined where the backend does not know what was asked for. */
async function answerOf(url: URL, accessToken: string | undefined): Promise<string | undefined> {
  const headers = accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS)
  const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
    throw new RecordsUnavailable(`The backend at ${url.origin} did not answer.`, { cause: error })
  })
  if (response.status === 404) return undefined
  if (response.ok) return response.text()
  const remedy = response.status === 401 ? ' Set ACCESS_TOKEN to the one that it was started with.' : ''
  throw new RecordsUnavailable(`The backend at ${url.origin} answered ${response.status}.${remedy}`)
}

const row: z.ZodType<Pick<ScheduleRow, RowField>> = z
  .object({
    interactionSid: interactionSid.optional(),
    channelSid: channelSid.optional(),
    memory: memorySchema,
    lookAtMs: z.number(),
    lookedAtMs: z.number().optional(),
    isClaimed: z.boolean(),
    failures: z.number(),
    lastError: z.string().optional(),
  })
  .transform(({ interactionSid: interaction, channelSid: channel, lookedAtMs, lastError, ...rest }) => {
    return { ...rest, interactionSid: interaction, channelSid: channel, lookedAtMs, lastError }
  })

/** Kinds of steps are shown and not acted on: one that this version does not know is shown as well. */
const step: z.ZodType<AuditedStep> = z
  .object({ kind: z.string(), sid: z.string(), result: z.string().optional(), detail: z.string().optional() })
  .transform((shown) => shown as AuditedStep)

const entry: z.ZodType<AuditEntry> = z
  .object({
    id: z.string(),
    atMs: z.number(),
    conversationSid: conversationSid.optional(),
    kind: z.enum(['begun', 'repaired', 'failed', 'observed', 'withheld', 'alarm', 'frozen', 'thawed', 'asked']),
    rule: z.string().optional(),
    reason: z.string(),
    steps: z.array(step),
  })
  .transform(({ conversationSid: sid, rule, ...rest }) => ({ ...rest, conversationSid: sid, rule }))

const conversation = z.object({ conversation: row.nullable(), entries: z.array(entry) })

const status = z.object({
  frozen: z.object({ reason: z.string() }).nullable(),
  repairs: z.union([z.enum(['none', 'all']), z.array(z.string())]).optional(),
})

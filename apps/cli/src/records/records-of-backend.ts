import { channelSid, conversationSid, interactionSid, parseJson } from '@conversation-transfer/transfer'
import type { AuditEntry } from '@conversation-transfer/backend'
import { z } from 'zod'
import { memorySchema } from '../case/memory-schema.ts'
import { RecordsUnavailable } from './records-unavailable.ts'
import { ENTRIES_MAX, type Records } from './records.ts'

/** A backend answers from its store in milliseconds. */
const ANSWER_TIMEOUT_MS = 10_000

/** What a running backend answers on its own JSON API. Entries are not added there: it does not take them from outside. */
export function recordsOfBackend(url: string, accessToken: string | undefined): Records {
  const get = async <Value>(path: string, schema: z.ZodType<Value>): Promise<Value | undefined> => {
    const text = await answerOf(new URL(path, url), accessToken)
    if (text === undefined) return undefined
    const { data } = schema.safeParse(parseJson(text))
    if (data !== undefined) return data
    throw new RecordsUnavailable(`${url}${path} did not answer as a backend of this version does.`)
  }
  return {
    source: `the backend at ${new URL(url).origin}`,
    row: (sid) => get(`/api/conversations/${sid}`, row),
    entries: async (sid) => {
      const page = await get(`/api/audit?conversationSid=${sid}&limit=${ENTRIES_MAX}`, entries)
      return page?.entries ?? []
    },
    frozen: async () => (await get('/api/repairs', repairs))?.frozen?.reason,
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

const row = z
  .object({
    interactionSid: interactionSid.optional().transform((sid) => sid),
    channelSid: channelSid.optional().transform((sid) => sid),
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

const entries: z.ZodType<{ readonly entries: readonly AuditEntry[] }> = z.object({
  entries: z.array(
    z
      .object({
        id: z.string(),
        atMs: z.number(),
        conversationSid: conversationSid.optional(),
        kind: z.enum(['begun', 'repaired', 'failed', 'observed', 'withheld', 'alarm', 'frozen', 'thawed', 'asked']),
        rule: z.string().optional(),
        reason: z.string(),
        steps: z.array(
          z.object({
            kind: z.string().transform((kind) => kind as AuditEntry['steps'][number]['kind']),
            sid: z.string(),
            result: z
              .string()
              .optional()
              .transform((result) => result as AuditEntry['steps'][number]['result']),
            detail: z.string().optional(),
          }),
        ),
      })
      .transform(({ conversationSid: sid, rule, ...rest }) => ({ ...rest, conversationSid: sid, rule })),
  ),
})

const repairs = z.object({ frozen: z.object({ reason: z.string() }).optional() })

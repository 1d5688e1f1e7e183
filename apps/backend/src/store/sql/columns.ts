import { EMPTY_MEMORY, parseJson, type Memory } from '@conversation-transfer/transfer'
import { z } from 'zod'
import { readMemory } from '../memory-text.ts'
import type { Standing } from '../standing.ts'

// A row that cannot be read must not keep others from being claimed: sids are checked by their prefix only, and a memory or a
// standing of another version counts as none, which delays a repair and causes none.

export const conversationSidColumn = z.templateLiteral(['CH', z.string()])
export const interactionSidColumn = orUndefined(z.templateLiteral(['KD', z.string()]))
export const channelSidColumn = orUndefined(z.templateLiteral(['UO', z.string()]))
export const taskSidsColumn = z.array(z.templateLiteral(['WT', z.string()]))
/** `bigint`: one driver gives a text, the other a number. */
export const countColumn = z.coerce.number()
export const timeColumn = z.date()
export const memoryColumn = z.string().transform((text): Memory => readMemory(text) ?? EMPTY_MEMORY)

const standing = z
  .object({
    state: z.enum(['attended', 'waiting', 'alone', 'not-ours', 'ended', 'unknown']),
    channelType: z.string(),
    agentsInside: z.number(),
    liveInvites: z.number(),
    sinceMs: z.number(),
    aloneSinceMs: z.number().optional(),
    alarms: z.array(z.string()),
  })
  // JSON has no undefined: where there is none, the key is missing.
  .transform(({ aloneSinceMs, ...rest }): Standing => ({ ...rest, aloneSinceMs }))

export const standingColumn = z
  .string()
  .nullable()
  .transform((text) => (text === null ? undefined : standing.safeParse(parseJson(text)).data))

export function orUndefined<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return schema.nullable().transform((value) => value ?? undefined)
}

import { isJsonObject, parseJson, printJson, type JsonObject, type Memory } from '@conversation-transfer/transfer'
import { z } from 'zod'

/** The text of a memory, as a database keeps it. Attributes in it keep numbers that JavaScript cannot hold. */
export function printMemory(memory: Memory): string {
  return printJson({ ...memory })
}

/** Undefined if another version wrote what this one cannot read: then the conversation begins with an empty one. */
export function readMemory(text: string): Memory | undefined {
  return memorySchema.safeParse(parseJson(text)).data
}

// Only the prefix: it was checked when it came from Twilio.
const participantSid = z.templateLiteral(['UT', z.string()])
const taskSid = z.templateLiteral(['WT', z.string()])
const workerSid = z.templateLiteral(['WK', z.string()])

// `satisfies` makes the compiler name a field of the memory that is missing here, even an optional one.
const memorySchema: z.ZodType<Memory> = z.object({
  firstSeen: z.record(z.string(), z.number()),
  tries: z.record(z.string(), z.object({ count: z.number(), lastAtMs: z.number() })),
  verdicts: z.record(taskSid, z.enum(['served', 'failed', 'notNeeded'])),
  taskSids: z.array(taskSid),
  joinedTaskSids: z.array(taskSid),
  customers: z.array(z.object({ participantSid, memberSid: z.string().optional() })),
  lastTask: z
    .object({
      sid: taskSid,
      attributes: z.custom<JsonObject>(isJsonObject),
      priority: z.number(),
      taskChannelUniqueName: z.string(),
    })
    .optional(),
  agentInsideAtMs: z.number().optional(),
  madeInactive: z.boolean(),
  deduplicated: z.array(workerSid),
  heldBack: z.record(z.string(), z.number()).optional(),
} satisfies Record<keyof Memory, z.ZodType>)

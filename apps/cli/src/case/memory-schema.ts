import { participantSid, taskSid, workerSid, type Memory } from '@conversation-transfer/transfer'
import { z } from 'zod'
import { rememberedTask } from './observation-schema.ts'

/** A memory as it stands in a case, or as the backend's API answers it. */
export const memorySchema: z.ZodType<Memory> = z.object({
  firstSeen: z.record(z.string(), z.number()),
  tries: z.record(z.string(), z.object({ count: z.number(), lastAtMs: z.number() })),
  // Of a backend with rules that are switched off; it decides nothing.
  heldBack: z.record(z.string(), z.number()).exactOptional(),
  verdicts: z.record(z.string(), z.enum(['served', 'failed', 'notNeeded'])),
  taskSids: z.array(taskSid),
  joinedTaskSids: z.array(taskSid),
  customers: z.array(z.object({ participantSid, memberSid: z.string().optional() })),
  lastTask: rememberedTask.optional(),
  agentInsideAtMs: z.number().optional(),
  madeInactive: z.boolean(),
  deduplicated: z.array(workerSid),
})

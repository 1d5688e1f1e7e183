import { taskQueueSid, type Policy } from '@conversation-transfer/transfer'
import { z } from 'zod'

/** A policy as the rules have it, with every value spelled out; what JSON leaves out is undefined. */
export const policySchema: z.ZodType<Policy> = z
  .object({
    enabled: z.boolean(),
    coldTransfer: z.boolean(),
    multiParticipant: z.boolean(),
    release: z.enum(['immediate', 'on_accept']),
    wrapup: z.enum(['closed', 'wrapup']),
    stranded: z.enum(['close', 'inactive', 'requeue']),
    fallbackQueueSid: taskQueueSid.optional(),
    transferLimit: z.number(),
    participantsMax: z.number(),
    attempts: z.number(),
    lagGraceMs: z.number(),
    strandedGraceMs: z.number(),
    offlineGraceMs: z.number().optional(),
    parkedMarker: z.string().optional(),
  })
  .transform(({ fallbackQueueSid, offlineGraceMs, parkedMarker, ...rest }) => {
    return { ...rest, fallbackQueueSid, offlineGraceMs, parkedMarker }
  })

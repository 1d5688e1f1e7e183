import { z } from 'zod'

const TIMES_MAX = 1_000_000
const DELAY_MS_MAX = 60 * 60 * 1000
const SKEW_MS_MAX = 365 * 24 * 60 * 60 * 1000

/** What every fault says about how often it strikes. */
const HOW_OFTEN = {
  /** How many times it strikes; without it, until it is deleted. */
  times: z.int().min(1).max(TIMES_MAX).optional(),
  /** How likely it is to strike each time that it fits; its chances come from its own seed. */
  probability: z.number().min(0).max(1).default(1),
  seed: z.int().default(1),
}

/** Which calls a fault is for: those of one route, whose path contains a text, of one kind of caller; or else all. */
const WHICH_CALLS = {
  route: z.strictObject({ method: z.string(), host: z.string(), path: z.string() }).partial().optional(),
  match: z.string().min(1).optional(),
  /** Whose calls: those with the account's credentials, or those with somebody's own token, such as desktops'. */
  by: z.enum(['account', 'user']).optional(),
  /** Before the effect, nothing happens at Twilio; after it, everything does, and the caller does not learn of it. */
  when: z.enum(['before', 'after']).default('before'),
  ...HOW_OFTEN,
}

/** Which webhooks a fault is for; without either, all. */
const WHICH_WEBHOOKS = {
  eventType: z.string().min(1).optional(),
  /** A part of the address that the webhook goes to. */
  match: z.string().min(1).optional(),
  ...HOW_OFTEN,
}

const delayMs = z.int().min(1).max(DELAY_MS_MAX)

const statusFault = z.strictObject({
  kind: z.literal('status'),
  status: z.int().min(400).max(599),
  /** Twilio's error code; by default the one that belongs to the status, such as 20429. */
  code: z.int().optional(),
  message: z.string().optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  ...WHICH_CALLS,
})
const delayFault = z.strictObject({ kind: z.literal('delay'), delayMs, ...WHICH_CALLS })
const disconnectFault = z.strictObject({ kind: z.literal('disconnect'), ...WHICH_CALLS })
/** The answer has another time in its header Date (AC-3). */
const skewFault = z.strictObject({
  kind: z.literal('clock-skew'),
  skewMs: z.int().min(-SKEW_MS_MAX).max(SKEW_MS_MAX),
  ...WHICH_CALLS,
})
const droppedFault = z.strictObject({ kind: z.literal('webhook-dropped'), ...WHICH_WEBHOOKS })
const doubledFault = z.strictObject({ kind: z.literal('webhook-doubled'), ...WHICH_WEBHOOKS })
const reorderedFault = z.strictObject({ kind: z.literal('webhook-reordered'), ...WHICH_WEBHOOKS })
const lateFault = z.strictObject({ kind: z.literal('webhook-late'), delayMs, ...WHICH_WEBHOOKS })

/** The body of `POST /__emulator/faults`. */
export const FaultRequest = z.discriminatedUnion('kind', [
  statusFault,
  delayFault,
  disconnectFault,
  skewFault,
  droppedFault,
  doubledFault,
  reorderedFault,
  lateFault,
])

export type FaultRequest = z.infer<typeof FaultRequest>

export type CallFault = Extract<FaultRequest, { when: unknown }>

export type WebhookFault = Exclude<FaultRequest, { when: unknown }>

import { z } from 'zod'
import { taskQueueSid } from './sid.ts'

/**
 * What each key of the policy accepts, and what holds where it is not there. A feature that nobody has switched on is off.
 * What each does is said in policy-texts.ts, which the plugin does not carry into the desktops.
 */
export const POLICY_KEYS = {
  enabled: z.boolean().default(false),
  cold_transfer: z.boolean().default(false),
  multi_participant: z.boolean().default(false),
  release: z.enum(['immediate', 'on_accept']).default('immediate'),
  wrapup: z.enum(['closed', 'wrapup']).default('closed'),
  stranded: z.enum(['close', 'inactive', 'requeue']).default('close'),
  fallback_queue_sid: taskQueueSid.optional(),
  transfer_limit: z.int().min(1).max(1000).default(10),
  max_participants: z.int().min(2).max(50).default(6),
  attempts: z.int().min(1).max(10).default(3),
  lag_grace_seconds: z.int().min(1).max(300).default(15),
  stranded_grace_seconds: z.int().min(5).max(3600).default(60),
  offline_grace_seconds: z.int().min(30).max(86_400).optional(),
  parked_marker: z.string().min(1).max(200).optional(),
}

export type PolicyKey = keyof typeof POLICY_KEYS

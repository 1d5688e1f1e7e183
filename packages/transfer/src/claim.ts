import { z } from 'zod'
import type { JsonObject } from './json.ts'
import type { Observation, PresentTask } from './observation.ts'
import { byJoining } from './joined.ts'
import type { RemoveClaimStep } from './step.ts'

/**
 * A claim says "I am acting on this conversation". Conversations have no conditional write and tasks have one, so it is
 * written, with If-Match, into the task of the agent who has been inside for longest: whoever acts picks the same task,
 * and of two who write at once one gets 412.
 */
export interface Claim {
  readonly transferId: string
  /** Tells two deliveries of one and the same request apart. */
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export const CLAIM_KEY = 'conversationTransferClaim'

/** A Function is killed after 10 s; a claim older than this was left behind by one that died. */
const CLAIM_LIFETIME_MS = 15_000

const claim: z.ZodType<Claim> = z.object({ transferId: z.string(), requestId: z.string(), at: z.number() })

/**
 * The claims that hold now, whoever made them. One whose invite is visible has served its purpose; until then it also
 * keeps others from acting on lists that lag behind and do not show the invite yet.
 */
export function liveClaims({ observedAtMs, tasks, invites }: Observation): Claim[] {
  return tasks
    .flatMap((task) => (task.status === 'gone' ? [] : readClaim(task.attributes)))
    .filter((one) => holdsAt(one, observedAtMs))
    .filter(({ transferId }) => !invites.some(({ mark }) => mark?.transferId === transferId))
}

/** Whether whoever made a claim may still be at work. */
export function holdsAt({ at }: Claim, nowMs: number): boolean {
  return nowMs - at < CLAIM_LIFETIME_MS
}

function readClaim(attributes: JsonObject): Claim[] {
  const found = claimIn(attributes)
  return found === undefined ? [] : [found]
}

/** The claim that a task carries, whether it still holds or not. */
export function claimIn(attributes: JsonObject): Claim | undefined {
  return claim.safeParse(attributes[CLAIM_KEY]).data
}

/** The task that carries the claim; undefined when nobody is inside. */
export function taskToClaim(observation: Observation): PresentTask | undefined {
  return byJoining(observation)[0]?.task
}

/** How the claim of this request is taken back; undefined if it made none. */
export function claimRemoval(observation: Observation, requestId: string): RemoveClaimStep | undefined {
  const claimed = observation.tasks.find(
    (task): task is PresentTask => task.status !== 'gone' && readClaim(task.attributes)[0]?.requestId === requestId,
  )
  if (claimed === undefined) return undefined
  const { sid, etag, attributes } = claimed
  return { kind: 'removeClaim', taskSid: sid, etag, taskAttributes: withoutClaim(attributes) }
}

export function withClaim(attributes: JsonObject, value: Claim): JsonObject {
  return { ...attributes, [CLAIM_KEY]: value }
}

export function withoutClaim(attributes: JsonObject): JsonObject {
  const { [CLAIM_KEY]: _claim, ...rest } = attributes
  return rest
}

import { CENSUS_EVERY_MS } from '@conversation-transfer/backend/testing/whole-backend.ts'
import type { ConversationState } from './state-of.ts'

/** What comes of a case in the end, if nobody but the backend does anything. */
export interface ExpectedOutcome {
  /** Of the 27 in docs/edge-cases.md. */
  readonly cases: readonly number[]
  /** How long the rule waits before it believes what it sees; milliseconds. */
  readonly graceMs: number
  /** How long nobody is told of it, whatever webhooks do; milliseconds. */
  readonly silentMs?: number
  /** How long the world itself may be busy with it first, if nobody hears of it at once; milliseconds. */
  readonly busyMs?: number
  readonly state: ConversationState
}

const AT_ONCE_MS = 0
/** `DEFAULT_POLICY.lagGraceMs` */
const LAG_MS = 15_000
/** `DEFAULT_POLICY.strandedGraceMs`, and the grace that the scene of an agent gone offline configures. */
const MINUTE_MS = 60_000

/** TaskRouter offers what was declined to the same agent again (TR-24), and each time it rings out after 120 s. */
const RINGS_ON_MS = 3 * 120_000

const open = (inside: readonly string[], awaited: readonly string[] = []): ConversationState => ({
  channel: 'active',
  conversation: 'active',
  inside,
  awaited,
})
const CLOSED: ConversationState = { channel: 'closed', conversation: 'closed', inside: [], awaited: [] }
/** Whoever was asked has not answered, and others are asked until somebody does. */
const ASKS_ON = open([], ['the fallback queue'])

/** By the name of the scene. Each state follows from the policy that the scene has, and harms nobody. */
export const EXPECTED: Readonly<Record<string, ExpectedOutcome>> = {
  'channel-ended-invite': { cases: [10], graceMs: AT_ONCE_MS, state: CLOSED },
  'channel-ended-conversation': { cases: [11, 19, 26], graceMs: AT_ONCE_MS, state: CLOSED },
  'channel-deleted': {
    cases: [25],
    graceMs: AT_ONCE_MS,
    silentMs: CENSUS_EVERY_MS,
    state: { ...CLOSED, channel: 'gone' },
  },
  'conversation-closed': { cases: [11], graceMs: AT_ONCE_MS, state: CLOSED },
  'customer-gone': { cases: [20], graceMs: LAG_MS, state: open(['alice']) },
  'duplicate-invites': { cases: [6], graceMs: AT_ONCE_MS, state: open(['alice']) },
  'rings-at-insider': { cases: [7], graceMs: AT_ONCE_MS, state: open(['alice'], ['Everyone']) },
  // Bob lost his place with the second one (IN-13), was asked in again, and did not answer.
  'same-worker-twice': { cases: [7], graceMs: AT_ONCE_MS, state: open(['alice']) },
  'sender-not-released': { cases: [5], graceMs: AT_ONCE_MS, state: ASKS_ON },
  'accepted-never-joined': { cases: [5, 27], graceMs: LAG_MS, state: open(['alice']) },
  'ghost-replaced': { cases: [12], graceMs: LAG_MS, state: ASKS_ON },
  'ghost-beside-another': { cases: [12], graceMs: LAG_MS, state: open(['bob']) },
  'target-declined': { cases: [4, 8], graceMs: AT_ONCE_MS, busyMs: RINGS_ON_MS, state: open(['alice']) },
  'way-back-to-sender': { cases: [4], graceMs: LAG_MS, busyMs: RINGS_ON_MS, state: ASKS_ON },
  'way-back-to-queue': { cases: [4], graceMs: LAG_MS, busyMs: RINGS_ON_MS, state: ASKS_ON },
  'agent-offline': { cases: [9], graceMs: MINUTE_MS, state: open(['alice'], ['the fallback queue']) },
  'stranded-requeued': { cases: [1], graceMs: MINUTE_MS, state: ASKS_ON },
  'stranded-closed': { cases: [1], graceMs: MINUTE_MS, state: CLOSED },
  'stranded-inactive': {
    cases: [1],
    graceMs: MINUTE_MS,
    state: { channel: 'inactive', conversation: 'active', inside: [], awaited: [] },
  },
  'invites-outdated': { cases: [13], graceMs: AT_ONCE_MS, state: open(['alice']) },
}

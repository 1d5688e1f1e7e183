import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBotsOwn } from './bots-own.ts'
import { areCustomersGone } from './customers.ts'
import { agentsInside, type AgentInside } from './inside.ts'
import { STATE_INVARIANTS } from './invariants/invariants.ts'
import { settlingViolations } from './invariants/settling-ends.ts'
import { isNewerOfTwo } from './joined.ts'
import { hasNoPlace } from './no-place.ts'
import { EMPTY_MEMORY, type Memory } from './memory.ts'
import type { Observation } from './observation.ts'
import { isOneConversation } from './one-conversation.ts'
import type { Policy } from './policy.ts'
import { reconcile, type Reconciled } from './reconcile.ts'
import { notOurs } from './rules/not-ours.ts'
import { anyChat, anyPolicy, type AnyChat } from './testing/any-chat.ts'
import { NOW_MS, testSid } from './testing/chat.ts'
import { performFaultlessly } from './testing/faultless-twilio.ts'

const RUNS = 400

/** The same cases each time, so that a commit is as green as it was; whoever looks for new ones takes another seed. */
const SEED = 1
/** A run settles a whole conversation, which takes dozens of looks. */
const TIMEOUT_MS = 30_000

/** Looks with nothing to do until the next grace is over are looks too. */
const LOOKS_MAX = 100

/** A customer has been here, and Twilio has been asked before. */
const memory: Memory = {
  ...EMPTY_MEMORY,
  customers: [{ participantSid: testSid('UT', 99), memberSid: testSid('MB', 99) }],
}

interface Looked {
  readonly before: Observation
  readonly result: Exclude<Reconciled, { kind: 'read' }>
  readonly memory: Memory
}

interface Settled {
  readonly end: Observation
  readonly endMemory: Memory
  readonly looks: readonly Looked[]
}

test(
  'whatever is observed, it comes to an end, and then all invariants hold',
  () => {
    fc.assert(
      fc.property(anyChat, anyPolicy, (chat, policy) => {
        const { end, endMemory, looks } = settle(chat, policy)
        expect(looks.slice(LOOKS_MAX - 4).map(({ result }) => result)).toEqual([])
        const rounds = looks.map(({ result }) => ({ repaired: result.kind === 'repair' ? result.rule : undefined }))
        expect(settlingViolations(rounds)).toEqual([])
        const isHelpless = looks.at(-1)?.result.alarms.length !== 0
        if (isHelpless || !isOurs(end, endMemory, policy) || !isOneConversation(end)) return
        expect(violationsOf(end, endMemory, chat)).toEqual([])
      }),
      { numRuns: RUNS, seed: SEED },
    )
  },
  TIMEOUT_MS,
)

test(
  'nobody who is inside is taken out, but the newer of two of the same agent, and a sender',
  () => {
    fc.assert(
      fc.property(anyChat, anyPolicy, (chat, policy) => {
        for (const { before, result } of settle(chat, policy).looks) {
          if (result.kind !== 'repair') continue
          const still = new Set(agentsInside(result.steps.reduce(performFaultlessly, before)).map(sidOf))
          const gone = agentsInside(before).filter((one) => !still.has(sidOf(one)))
          expect(gone.filter((one) => !mayGo(one, before)).map(sidOf)).toEqual([])
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
  },
  TIMEOUT_MS,
)

test(
  'what is not ours is not touched',
  () => {
    fc.assert(
      fc.property(anyChat, anyPolicy, (chat, policy) => {
        for (const { before, result, memory: known } of settle(chat, policy).looks) {
          expect(result.kind === 'repair' && !isOurs(before, known, policy)).toBe(false)
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
  },
  TIMEOUT_MS,
)

/** Looks, reads what is asked for, performs what follows and lets time pass, until there is nothing left to do. */
function settle({ observation, onDemand }: AnyChat, policy: Policy): Settled {
  const looks: Looked[] = []
  let seen = observation
  let known = memory
  let nowMs = NOW_MS
  while (looks.length < LOOKS_MAX) {
    const before = { ...seen, observedAtMs: nowMs }
    const result = withReads({ observation: before, onDemand }, { memory: known, policy, nowMs })
    looks.push({ before, result, memory: known })
    known = result.memory
    if (result.kind === 'repair') seen = result.steps.reduce(performFaultlessly, before)
    else if (result.lookAgainAtMs - nowMs >= 3_600_000) break
    nowMs = result.lookAgainAtMs
  }
  return { end: seen, endMemory: known, looks }
}

function withReads(
  { observation, onDemand }: AnyChat,
  look: { readonly memory: Memory; readonly policy: Policy; readonly nowMs: number },
): Looked['result'] {
  const first = reconcile({ observation, ...look })
  if (first.kind !== 'read') return first
  const second = reconcile({ observation: { ...observation, onDemand }, ...look })
  if (second.kind !== 'read') return second
  throw new Error(`It asks again for what it has been told: ${JSON.stringify(second.reads)}`)
}

function isOurs(observation: Observation, known: Memory, policy: Policy): boolean {
  return notOurs.examine({ observation, memory: known, policy, nowMs: observation.observedAtMs }).endsLook !== true
}

function violationsOf(end: Observation, { customers, agentInsideAtMs }: Memory, { onDemand }: AnyChat): string[] {
  const isBots = isBotsOwn({ ...end, onDemand }, agentInsideAtMs)
  return STATE_INVARIANTS.filter(({ holds }) => holds === 'settled')
    .filter(({ name }) => name !== 'no-stranded-customer' || !isBots)
    .filter(({ name }) => name !== 'no-invite-without-customer' || areCustomersGone(customers, end))
    .flatMap(({ violations }) => violations(end))
}

function sidOf({ participant }: AgentInside): string {
  return participant.participantSid
}

function mayGo(agent: AgentInside, observation: Observation): boolean {
  const { invites, conversation } = observation
  const isSender = invites.some(
    ({ mark }) => mark?.mode === 'cold' && mark.fromParticipantSid === agent.participant.participantSid,
  )
  const talksToNobody = conversation.state === 'closed' || conversation.state === 'gone'
  const cannotAnswer = talksToNobody || hasNoPlace(observation, agent.participant)
  return isNewerOfTwo(observation, agent) || isSender || cannotAnswer
}

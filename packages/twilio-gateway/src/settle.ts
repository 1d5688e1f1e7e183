import {
  reconcile,
  type Memory,
  type Observation,
  type Policy,
  type Reconciled,
  type Step,
  type StepResult,
} from '@conversation-transfer/transfer'
import type { Gateway } from './gateway.ts'
import type { ObservationRequest } from './observe.ts'
import type { Time } from './time.ts'
import { TwilioFailure } from './twilio-failure.ts'

export interface Settling {
  readonly gateway: Pick<Gateway, 'observe' | 'read' | 'perform'>
  readonly time: Time
  readonly policy: Policy
  /** Which conversation; the tasks of the memory are added to those that it names. */
  readonly request: ObservationRequest
  readonly memory: Memory
  /** What has just been seen, which spares the first look. */
  readonly observation?: Observation | undefined
  /** Functions, which have no memory, run the safe ones. */
  readonly rules?: 'all' | 'safe'
  /** After so many looks it ends, whatever is left; the next settling goes on. */
  readonly looksMax?: number
  /**
   * Asked before each repair; false leaves it undone, and ends the settling. Whoever keeps the memory saves the given one
   * here: it says that the repair was begun.
   */
  readonly mayRepair?: (intent: RepairIntent) => Promise<boolean>
}

export interface RepairIntent {
  /** The name of the rule that was broken. */
  readonly rule: string
  /** A sentence for the audit trail. */
  readonly reason: string
  readonly steps: readonly Step[]
  readonly memory: Memory
}

/** A repair, and how far it came: steps without a result were not performed, or failed. */
export interface Repaired extends Omit<RepairIntent, 'memory'> {
  readonly results: readonly StepResult[]
}

export interface Settlement {
  readonly memory: Memory
  /** What was seen last; absent if not even the first look succeeded. */
  readonly observation?: Observation
  readonly repairs: readonly Repaired[]
  /** Sentences for whoever is on call, each once. */
  readonly alarms: readonly string[]
  /** When there will be something to do; milliseconds since 1970. */
  readonly lookAgainAtMs: number
  /** What ended the settling before its time. */
  readonly failure?: TwilioFailure
}

/** Enough for what a storm leaves behind; what needs more has a rule that undoes another one's work. */
const LOOKS_MAX = 10

/** A rule may ask for one thing after another; one that never has enough must not read for ever. */
const READS_MAX = 8

const LOOK_AFTER_FAILURE_MS = 5_000

/** An invite task of the memory that is still open is among the newest. */
const REMEMBERED_TASKS_MAX = 20

/**
 * Looks at a conversation, mends the first thing that is wrong, and looks again, until nothing is left to do. A failure of
 * Twilio's ends it, and is part of the answer: what was done until then has been done.
 */
export async function settle(settling: Settling): Promise<Settlement> {
  const { time, looksMax = LOOKS_MAX } = settling
  const repairs: Repaired[] = []
  const alarms = new Set<string>()
  let { memory, observation } = settling
  let lookAgainAtMs = time.now()
  const settled = (): Settlement => {
    return { memory, ...(observation && { observation }), repairs, alarms: [...alarms], lookAgainAtMs }
  }
  try {
    for (let look = 1; look <= looksMax; look++) {
      if (look > 1 || observation === undefined) observation = await observeAgain(settling, memory)
      const reconciled = await reconcileReading(settling, memory, observation)
      ;({ memory, observation, lookAgainAtMs } = reconciled)
      reconciled.alarms.forEach((alarm) => alarms.add(alarm))
      if (reconciled.kind === 'well' || !(await isAllowed(settling, reconciled))) break
      const { rule, reason, steps } = reconciled
      const results: StepResult[] = []
      repairs.push({ rule, reason, steps, results })
      await performInOrder(settling, steps, results)
    }
    return settled()
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure)) throw error
    return { ...settled(), failure: error, lookAgainAtMs: time.now() + LOOK_AFTER_FAILURE_MS }
  }
}

function observeAgain({ gateway, request }: Settling, memory: Memory): Promise<Observation> {
  const open = memory.taskSids.filter((sid) => memory.verdicts[sid] === undefined).slice(-REMEMBERED_TASKS_MAX)
  return gateway.observe({ ...request, taskSids: [...new Set([...request.taskSids, ...open])] })
}

type Conclusion = Exclude<Reconciled, { kind: 'read' }>

/** Reads what the rules ask for until they have enough, and answers with all that was seen. */
async function reconcileReading(
  { gateway, policy, time, rules = 'all' }: Settling,
  memory: Memory,
  first: Observation,
): Promise<Conclusion & { readonly observation: Observation }> {
  let observation = first
  for (let reads = 0; reads <= READS_MAX; reads++) {
    const reconciled = reconcile({ observation, memory, policy, nowMs: time.now(), rules })
    if (reconciled.kind !== 'read') return { ...reconciled, observation }
    observation = await gateway.read(observation, reconciled.reads)
  }
  throw new Error(`The rules asked for more after ${READS_MAX} reads.`)
}

type Repair = Extract<Reconciled, { kind: 'repair' }>

async function isAllowed({ mayRepair }: Settling, { rule, reason, steps, memory }: Repair): Promise<boolean> {
  return mayRepair === undefined || (await mayRepair({ rule, reason, steps, memory }))
}

/** One after the other, since one may rest on another; where somebody was faster, the rest is for the next look. */
async function performInOrder({ gateway }: Settling, steps: readonly Step[], results: StepResult[]): Promise<void> {
  for (const step of steps) {
    const result = await gateway.perform(step)
    results.push(result)
    if (result.kind === 'overtaken' || result.kind === 'claimLost') return
  }
}

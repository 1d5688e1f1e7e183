import {
  reconcile,
  type DueRepair,
  type Memory,
  type Observation,
  type Policy,
  type Reconciled,
  type RepairSwitch,
  type StepResult,
} from '@conversation-transfer/transfer'
import type { Gateway } from './gateway.ts'
import type { ObservationRequest } from './observe.ts'
import type { Time } from './time.ts'
import { TwilioFailure } from './twilio-failure.ts'

export interface Settling {
  readonly gateway: Pick<Gateway, 'observe' | 'read' | 'perform'>
  readonly time: Pick<Time, 'now'>
  readonly policy: Policy
  readonly request: ObservationRequest
  readonly memory: Memory
  /** Which rules may act; absent for all. */
  readonly repairs?: RepairSwitch
  /**
   * Called before steps are performed, with the memory that says that they were begun: whoever keeps it outlives a crash in
   * the middle. It may withhold them; what it throws ends the round, and nothing is performed.
   */
  readonly beforeSteps?: (repair: DueRepair, memory: Memory) => Promise<'perform' | 'withhold'>
}

/** A repair, and what became of its steps as far as they were performed. */
export interface Repair extends DueRepair {
  readonly results: readonly StepResult[]
}

export interface SettledRound {
  readonly memory: Memory
  readonly observation: Observation
  readonly repair?: Repair
  /** What was due, and `beforeSteps` did not want to be performed. */
  readonly withheld?: DueRepair
  /** What was due, and its rule is switched off. */
  readonly observed?: DueRepair | undefined
  /** False while the conversation is somebody else's, or of a kind that is not mended. */
  readonly isOurs: boolean
  readonly alarms: readonly string[]
  /** Milliseconds since 1970. */
  readonly lookAgainAtMs: number
  /** What Twilio did not do; the rest of the steps was not begun. */
  readonly failure?: TwilioFailure
}

/** Reads upon reads: a look that wants more than this goes in a circle. */
const READS_MAX = 10

/** After a failure of Twilio's, it is given this time to recover. */
const LOOK_AFTER_FAILURE_MS = 5_000

/**
 * One round of looking after a conversation: observe, reconcile, and perform the steps of one repair, one after the other.
 * The caller calls again at `lookAgainAtMs`, with the memory that came back. Throws a `TwilioFailure` where nothing could
 * be seen.
 */
export async function settle(settling: Settling): Promise<SettledRound> {
  const { gateway, request, memory } = settling
  const observation = await gateway.observe({
    ...request,
    taskSids: [...new Set([...request.taskSids, ...memory.taskSids])],
  })
  const { seen, reconciled } = await reconcileWithReads(settling, observation)
  const { alarms, lookAgainAtMs, isOurs, observed } = reconciled
  const round = { memory: reconciled.memory, observation: seen, alarms, lookAgainAtMs, isOurs, observed }
  return reconciled.kind === 'well' ? round : perform(settling, reconciled, round)
}

type Decided = Exclude<Reconciled, { kind: 'read' }>

async function reconcileWithReads(
  { gateway, memory, policy, repairs, time }: Settling,
  observation: Observation,
): Promise<{ readonly seen: Observation; readonly reconciled: Decided }> {
  let seen = observation
  for (let reads = 0; reads < READS_MAX; reads++) {
    const reconciled = reconcile({ observation: seen, memory, policy, nowMs: time.now(), repairs })
    if (reconciled.kind !== 'read') return { seen, reconciled }
    seen = await gateway.read(seen, reconciled.reads)
  }
  throw new Error(`A look at ${observation.channel.channelSid} wanted to read more than ${READS_MAX} times.`)
}

async function perform(
  { gateway, time, beforeSteps }: Settling,
  { rule, condition, reason, steps, memory, memoryIfWithheld }: Extract<Decided, { kind: 'repair' }>,
  round: SettledRound,
): Promise<SettledRound> {
  const due = { rule, condition, reason, steps }
  if ((await beforeSteps?.(due, memory)) === 'withhold') return { ...round, memory: memoryIfWithheld, withheld: due }
  const results: StepResult[] = []
  for (const step of steps) {
    try {
      results.push(await gateway.perform(step))
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) throw error
      const lookAgainAtMs = time.now() + LOOK_AFTER_FAILURE_MS
      return {
        ...round,
        memory: withMade(memory, results),
        repair: { ...due, results },
        lookAgainAtMs,
        failure: error,
      }
    }
  }
  return { ...round, memory: withMade(memory, results), repair: { ...due, results } }
}

/** Twilio's lists do not show a new invite at once; its task, fetched by its sid, is always as it is. */
function withMade(memory: Memory, results: readonly StepResult[]): Memory {
  const made = results.flatMap((result) => (result.kind === 'inviteCreated' ? [result.task.sid] : []))
  return made.length === 0 ? memory : { ...memory, taskSids: [...memory.taskSids, ...made] }
}

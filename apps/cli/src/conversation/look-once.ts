import {
  explain,
  reconcile,
  type Memory,
  type Observation,
  type Policy,
  type Reconciled,
  type RepairSwitch,
  type RuleOpinion,
} from '@conversation-transfer/transfer'
import type { Gateway, ObservationRequest, Time } from '@conversation-transfer/twilio-gateway'

export interface LookRequest {
  readonly gateway: Pick<Gateway, 'observe' | 'read'>
  readonly time: Pick<Time, 'now'>
  readonly request: ObservationRequest
  readonly memory: Memory
  readonly policy: Policy
  /** Which rules the backend may act by: what each of them says is told with it. What is decided is decided with all. */
  readonly repairs?: RepairSwitch | undefined
}

/** A look, and everything that its decision rests on. */
export interface Looked {
  readonly nowMs: number
  /** With what was read on demand. */
  readonly observation: Observation
  /** As it was before the look: what a case begins with. */
  readonly memory: Memory
  readonly policy: Policy
  readonly decision: Exclude<Reconciled, { kind: 'read' }>
  readonly opinions: readonly RuleOpinion[]
}

/** Reads upon reads: a look that wants more than this goes in a circle. */
const READS_MAX = 10

/** Looks and decides, and performs nothing. */
export async function lookOnce({ gateway, time, request, memory, policy, repairs }: LookRequest): Promise<Looked> {
  const taskSids = [...new Set([...request.taskSids, ...memory.taskSids])]
  let observation = await gateway.observe({ ...request, taskSids })
  for (let reads = 0; reads < READS_MAX; reads++) {
    const look = { observation, memory, policy, nowMs: time.now() }
    const decision = reconcile(look)
    if (decision.kind !== 'read') return { ...look, decision, opinions: explain({ ...look, repairs }) }
    observation = await gateway.read(observation, decision.reads)
  }
  throw new Error(`A look at ${request.channelSid} wanted to read more than ${READS_MAX} times.`)
}

import { parseJson, printJson, reconcile, type JsonObject, type Reconciled } from '@conversation-transfer/transfer'
import type { Case } from './case-file.ts'

/** What followed from a look, as a case keeps it: without the memory that came of it. */
export type CaseDecision =
  | { readonly kind: 'well'; readonly lookAgainAtMs: number; readonly alarms: readonly string[] }
  | {
      readonly kind: 'repair'
      readonly rule: string
      readonly reason: string
      readonly steps: readonly JsonObject[]
      readonly lookAgainAtMs: number
      readonly alarms: readonly string[]
    }
  | { readonly kind: 'read'; readonly reads: readonly JsonObject[] }

/** What the rules of today say of it. */
export function decideCase({
  observation,
  memory,
  policy,
  nowMs,
}: Pick<Case, 'observation' | 'memory' | 'policy' | 'nowMs'>): CaseDecision {
  return decisionOf(reconcile({ observation, memory, policy, nowMs }))
}

export function decisionOf(reconciled: Reconciled): CaseDecision {
  switch (reconciled.kind) {
    case 'read':
      return { kind: 'read', reads: reconciled.reads.map(asJson) }
    case 'well': {
      const { lookAgainAtMs, alarms } = reconciled
      return { kind: 'well', lookAgainAtMs, alarms }
    }
    case 'repair': {
      const { rule, reason, steps, lookAgainAtMs, alarms } = reconciled
      return { kind: 'repair', rule, reason, steps: steps.map(asJson), lookAgainAtMs, alarms }
    }
  }
}

/** As it comes back from a file: what is undefined is not there. */
function asJson(value: object): JsonObject {
  return parseJson(printJson({ ...value })) as JsonObject
}

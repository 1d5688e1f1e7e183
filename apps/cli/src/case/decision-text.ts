import { isJsonObject, printJson, type JsonObject } from '@conversation-transfer/transfer'
import type { CaseDecision } from './case-decision.ts'

/** A decision line by line, so that two of them can be laid side by side. Times count from the look. */
export function decisionText(decision: CaseDecision, nowMs: number): string[] {
  switch (decision.kind) {
    case 'read':
      return ['decides:    nothing yet', ...decision.reads.map((read) => `wants to read ${printJson(read)}`)]
    case 'well':
      return ['decides:    nothing is to be done', ...endingText(decision, nowMs)]
    case 'repair':
      return [
        `decides:    ${decision.rule}`,
        `because:    ${decision.reason}`,
        ...decision.steps.flatMap(stepText),
        ...endingText(decision, nowMs),
      ]
  }
}

function endingText(
  { alarms, lookAgainAtMs }: Extract<CaseDecision, { kind: 'well' | 'repair' }>,
  nowMs: number,
): string[] {
  return [...alarms.map((alarm) => `alarm:      ${alarm}`), `looks again in ${(lookAgainAtMs - nowMs) / 1000} s`]
}

/** The step's kind, and a line for each of its values. */
function stepText({ kind, ...values }: JsonObject): string[] {
  return [`step:       ${String(kind)}`, ...Object.entries(values).flatMap(([key, value]) => valueText(key, value))]
}

function valueText(path: string, value: unknown): string[] {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, inner]) => valueText(`${path}.${key}`, inner))
  }
  return [`            ${path} = ${printValue(value)}`]
}

function printValue(value: unknown): string {
  return printJson({ value }).slice('{"value":'.length, -1)
}

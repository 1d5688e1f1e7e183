import { parseJson, printJson, type Memory, type Observation, type Policy } from '@conversation-transfer/transfer'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import { memorySchema } from './memory-schema.ts'
import { observationSchema } from './observation-schema.ts'
import { policySchema } from './policy-schema.ts'
import { jsonObject } from './observation-schema.ts'
import type { CaseDecision } from './case-decision.ts'

/**
 * One look at one conversation with everything that its decision rests on, and the decision: a bad night that can be
 * looked at by daylight, and again after every change of a rule.
 */
export interface Case {
  /** A sentence for whoever meets it later; what it is a case of. */
  readonly title: string
  /** ISO 8601. */
  readonly takenAt: string
  readonly versions: CaseVersions
  /** Whether values of other people's attributes were replaced. */
  readonly isRedacted: boolean
  readonly nowMs: number
  readonly policy: Policy
  readonly memory: Memory
  readonly observation: Observation
  readonly decision: CaseDecision
}

interface CaseVersions {
  /** Of this file's shape. */
  readonly case: 1
  readonly conversationTransfer: string
}

export function printCase(content: Case): string {
  // The only printer that leaves numbers of twenty digits as they are; it does not indent.
  return `${indent(printJson({ ...content }))}\n`
}

/** JSON text with two spaces a level, its values untouched. */
function indent(json: string): string {
  let depth = 0
  const line = (): string => `\n${'  '.repeat(depth)}`
  // Strings first, so that what is punctuation inside of one is left alone.
  return json.replaceAll(/"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]/g, (token) => {
    if (token === '{' || token === '[') {
      depth += 1
      return token + line()
    }
    if (token === '}' || token === ']') {
      depth -= 1
      return line() + token
    }
    return token === ',' ? token + line() : token === ':' ? ': ' : token
  })
}

/** @throws {CliError} that names the file and what is wrong in it. */
export function readCase(text: string, path: string): Case {
  const { data, error } = caseFile.safeParse(parseJson(text))
  if (data !== undefined) return data
  const [issue] = error?.issues ?? []
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`
  throw new CliError(EXIT.usage, `${path} is not a case${where}: ${issue?.message ?? 'it cannot be read'}`)
}

const settled = { lookAgainAtMs: z.number(), alarms: z.array(z.string()) }

const decision: z.ZodType<CaseDecision> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('well'), ...settled }),
  z.object({
    kind: z.literal('repair'),
    rule: z.string(),
    reason: z.string(),
    steps: z.array(jsonObject),
    ...settled,
  }),
  z.object({ kind: z.literal('read'), reads: z.array(jsonObject) }),
])

const caseFile: z.ZodType<Case> = z.object({
  title: z.string(),
  takenAt: z.string(),
  versions: z.object({ case: z.literal(1), conversationTransfer: z.string() }),
  isRedacted: z.boolean(),
  nowMs: z.number(),
  policy: policySchema,
  memory: memorySchema,
  observation: observationSchema,
  decision,
})

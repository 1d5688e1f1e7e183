import type { Operand, WorkflowFilter } from '@conversation-transfer/taskrouter-language'
import { comparisonsOf } from '../comparisons-of.ts'
import { DEFAULT_FILTER, filterPath, targetPath } from '../walk-workflow.ts'
import type { Finding } from './finding.ts'
import type { LintContext } from './lint-context.ts'

/** Queues that the workflow names and the account does not have: copied from elsewhere, renamed, deleted. */
export function unknownQueueFindings(context: LintContext): Finding[] {
  const { configuration, queues } = context
  const sids = new Set(queues.map(({ sid }) => sid))
  const names = new Set(queues.map(({ friendlyName }) => friendlyName))
  const { filters, defaultFilter } = configuration
  const inFilters = filters.flatMap((filter, index) =>
    unknownTargets(filter, index, sids).concat(
      unknownConstants({ filter, path: filterPath(index), attribute: 'transferQueueName', known: names }),
      unknownConstants({ filter, path: filterPath(index), attribute: 'transferTargetSid', known: sids }),
    ),
  )
  if (defaultFilter === undefined || sids.has(defaultFilter.queueSid)) return inFilters
  return [...inFilters, unknownTarget(defaultFilter.queueSid, DEFAULT_FILTER)]
}

function unknownTargets({ targets }: WorkflowFilter, filterIndex: number, sids: ReadonlySet<string>): Finding[] {
  return targets.flatMap(({ queueSid }, index) => {
    // A target inherits its queue from the one before it: the same mistake is reported once.
    const isRepeated = targets[index - 1]?.queueSid === queueSid
    return sids.has(queueSid) || isRepeated ? [] : [unknownTarget(queueSid, targetPath(filterIndex, index))]
  })
}

function unknownTarget(queueSid: string, path: string): Finding {
  const happens = `Queue ${queueSid} is not in this account: Twilio refuses the workflow, or nobody gets its customers`
  const message = `${happens}; name a queue of this account, or generate the workflow again.`
  return { severity: 'error', code: 'target_queue_unknown', path, message }
}

interface ConstantSearch {
  readonly filter: WorkflowFilter
  readonly path: string
  readonly attribute: 'transferQueueName' | 'transferTargetSid'
  readonly known: ReadonlySet<string>
}

function unknownConstants({ filter, path, attribute, known }: ConstantSearch): Finding[] {
  const wanted = comparisonsOf(filter.expression)
    .filter(({ operator }) => operator === '==' || operator === 'IN')
    .flatMap(({ left, right }) =>
      constantsBeside(left, right, attribute).concat(constantsBeside(right, left, attribute)),
    )
  // A worker's sid under transferTargetSid is a route for that one agent, and no business of queues.
  const unknown = wanted.filter((value) => !known.has(value) && !value.startsWith('WK'))
  return [...new Set(unknown)].map((value) => {
    const happens = `No queue of this account is ${JSON.stringify(value)} (${attribute}): no invite comes here by it`
    const message = `${happens}; if the queue was renamed, correct it, else remove it.`
    return { severity: 'warning', code: 'filter_for_unknown_queue', path: `${path}.expression`, message }
  })
}

/** What an attribute is compared with. */
function constantsBeside(operand: Operand, other: Operand, attribute: string): string[] {
  if (operand.kind !== 'path' || operand.path.join('.') !== attribute) return []
  const values = other.kind === 'constant' ? [other.value] : other.kind === 'list' ? other.values : []
  return values.filter((value): value is string => typeof value === 'string')
}

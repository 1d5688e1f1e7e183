import { ExpressionError } from '../expression/expression-error.ts'
import { lookUp } from '../expression/look-up.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { parseKnownWorkerPath } from './known-worker.ts'
import { parseOrderBy } from './order-by.ts'
import type {
  KnownWorkerReference,
  WorkflowConfiguration,
  WorkflowFilter,
  WorkflowTarget,
} from './workflow-configuration.ts'
import { WorkflowConfigurationError } from './workflow-configuration-error.ts'
import { workflowDocument } from './workflow-document.ts'
import type { FilterDocument, TargetDocument } from './workflow-document.ts'

/** Source: https://www.twilio.com/docs/taskrouter/api/workflow */
export const WORKFLOW_CONFIGURATION_SIZE_BYTES_MAX = 1_038_576

/**
 * Reads the JSON text that a workflow has as its `Configuration`.
 *
 * @throws {WorkflowConfigurationError} for the first thing that is wrong with it.
 */
export function decodeWorkflowConfiguration(text: string): WorkflowConfiguration {
  checkSize(text)
  const json = parseJson(text)
  const decoded = workflowDocument.safeParse(json)
  if (!decoded.success) {
    const [issue] = decoded.error.issues
    throw wrongShape(json, issue?.path ?? [], issue?.message ?? 'a workflow configuration')
  }
  const { filters, default_filter: defaultFilter } = decoded.data.task_routing
  return {
    filters: (filters ?? []).map((filter, index) => decodeFilter(filter, `task_routing.filters[${index}]`)),
    defaultFilter: defaultFilter && decodeDefaultFilter(defaultFilter),
  }
}

function decodeFilter(filter: FilterDocument, path: string): WorkflowFilter {
  const targets: WorkflowTarget[] = []
  for (const [index, target] of filter.targets.entries()) {
    targets.push(decodeTarget(target, `${path}.targets[${index}]`, targets.at(-1)?.queueSid))
  }
  return {
    friendlyName: filter.filter_friendly_name ?? filter.friendly_name,
    expression: read(`${path}.expression`, () => parseExpression(filter.expression, 'task')),
    targets,
  }
}

function decodeDefaultFilter(target: TargetDocument): WorkflowTarget {
  const path = 'task_routing.default_filter'
  if (target.timeout !== undefined) {
    const problem = 'the default filter has no timeout, it keeps a task until the task itself expires; remove this key.'
    throw new WorkflowConfigurationError(`${path}.timeout`, problem)
  }
  return decodeTarget(target, path, undefined)
}

function decodeTarget(target: TargetDocument, path: string, queueSidBefore: string | undefined): WorkflowTarget {
  const queueSid = target.queue ?? queueSidBefore
  if (queueSid === undefined) {
    const problem = 'found nothing; the first target must name its queue, those after it inherit it.'
    throw new WorkflowConfigurationError(`${path}.queue`, problem)
  }
  const { expression, order_by: orderBy, skip_if: skipIf } = target
  return {
    queueSid,
    priority: target.priority,
    timeoutSeconds: target.timeout,
    expression:
      expression === undefined ? undefined : read(`${path}.expression`, () => parseExpression(expression, 'target')),
    knownWorker: decodeKnownWorker(target, path),
    orderBy: orderBy === undefined ? [] : read(`${path}.order_by`, () => parseOrderBy(orderBy)),
    skipIf: skipIf === undefined ? undefined : read(`${path}.skip_if`, () => parseExpression(skipIf, 'workerCounts')),
  }
}

function decodeKnownWorker(
  { known_worker_sid: sid, known_worker_friendly_name: friendlyName }: TargetDocument,
  path: string,
): KnownWorkerReference | undefined {
  if (sid !== undefined && friendlyName !== undefined) {
    const problem = 'found both known_worker_sid and known_worker_friendly_name; only one of them may be there.'
    throw new WorkflowConfigurationError(path, problem)
  }
  if (sid !== undefined) {
    return { by: 'sid', path: read(`${path}.known_worker_sid`, () => parseKnownWorkerPath(sid)) }
  }
  if (friendlyName !== undefined) {
    const key = `${path}.known_worker_friendly_name`
    return { by: 'friendlyName', path: read(key, () => parseKnownWorkerPath(friendlyName)) }
  }
  return undefined
}

function read<Result>(path: string, parse: () => Result): Result {
  try {
    return parse()
  } catch (error: unknown) {
    if (!(error instanceof ExpressionError)) throw error
    throw new WorkflowConfigurationError(path, error.message, { cause: error })
  }
}

function checkSize(text: string): void {
  let bytes = 0
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0
    // UTF-8: one byte for ASCII, then two, three and four.
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
    if (bytes > WORKFLOW_CONFIGURATION_SIZE_BYTES_MAX) {
      const problem = `The configuration is larger than ${WORKFLOW_CONFIGURATION_SIZE_BYTES_MAX} bytes.`
      throw new WorkflowConfigurationError('', problem)
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error: unknown) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new WorkflowConfigurationError('', `The configuration is not JSON: ${reason}`, { cause: error })
  }
}

function wrongShape(json: unknown, segments: readonly PropertyKey[], allowed: string): WorkflowConfigurationError {
  const path = segments.map((segment) => (typeof segment === 'number' ? segment : String(segment)))
  const printed = path.reduce<string>(
    (text, segment) => text + (typeof segment === 'number' ? `[${segment}]` : `${text === '' ? '' : '.'}${segment}`),
    '',
  )
  return new WorkflowConfigurationError(printed, `found ${describe(lookUp(path, json))}; allowed is ${allowed}.`)
}

/** How much of a wrong string an error repeats. */
const FOUND_LENGTH_CHARACTERS_MAX = 60

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return JSON.stringify(typeof value === 'string' ? value.slice(0, FOUND_LENGTH_CHARACTERS_MAX) : value)
}

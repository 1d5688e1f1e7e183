import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseExpression } from '../expression/parse-expression.ts'
import { decodeWorkflowConfiguration, WORKFLOW_CONFIGURATION_SIZE_BYTES_MAX } from './decode-workflow-configuration.ts'
import { WorkflowConfigurationError } from './workflow-configuration-error.ts'

const SALES = `WQ${'a'.repeat(32)}`
const SUPPORT = `WQ${'b'.repeat(32)}`

describe('decoding a workflow configuration', () => {
  test('reads every key of a target', () => {
    const target = {
      queue: SALES,
      priority: '10',
      timeout: 300,
      expression: 'task.subSection == worker.specializedSubField',
      known_worker_sid: 'task.agent_sid',
      order_by: 'worker.level DESC',
      skip_if: 'workers.available == 0',
    }
    const filter = { filter_friendly_name: 'Sales', expression: "type == 'sales'", targets: [target] }
    expect(decode({ filters: [filter], default_filter: { queue: SUPPORT, priority: 1 } })).toEqual({
      filters: [
        {
          friendlyName: 'Sales',
          expression: parseExpression("type == 'sales'"),
          targets: [
            {
              queueSid: SALES,
              priority: 10,
              timeoutSeconds: 300,
              expression: parseExpression('task.subSection == worker.specializedSubField'),
              knownWorker: { by: 'sid', path: ['task', 'agent_sid'] },
              orderBy: [{ path: ['worker', 'level'], direction: 'DESC' }],
              skipIf: parseExpression('workers.available == 0'),
            },
          ],
        },
      ],
      defaultFilter: { queueSid: SUPPORT, priority: 1, orderBy: [] },
    })
  })

  test('hands a queue down to the targets after it, and nothing else', () => {
    const first = { queue: SALES, priority: 1, timeout: '5', expression: 'worker.a == 1' }
    const targets = targetsOf([first, { priority: 2 }, { queue: SUPPORT }, {}])
    expect(targets.map(({ queueSid }) => queueSid)).toEqual([SALES, SALES, SUPPORT, SUPPORT])
    expect(targets.map(({ priority }) => priority)).toEqual([1, 2, undefined, undefined])
    expect(targets.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([5, undefined, undefined, undefined])
    expect(targets.map(({ expression }) => expression !== undefined)).toEqual([true, false, false, false])
  })

  test('takes a filter’s name from friendly_name too, and does without', () => {
    const targets = [{ queue: SALES }]
    const filters = [
      { friendly_name: 'Old', expression: '1==1', targets },
      { expression: '1==1', targets },
    ]
    expect(decode({ filters }).filters.map(({ friendlyName }) => friendlyName)).toEqual(['Old', undefined])
  })

  test('needs neither filters nor a default filter', () => {
    expect(decode({ default_filter: { queue: SALES } }).filters).toEqual([])
    expect(decode({ filters: [] }).defaultFilter).toBeUndefined()
  })

  test('takes a null for absence and passes over keys that it does not know', () => {
    const target = { queue: SALES, priority: null, timeout: null, expression: null, order_by: null, note: 'x' }
    expect(targetsOf([target])).toEqual([{ queueSid: SALES, orderBy: [] }])
  })

  test('finds a known worker by friendly name', () => {
    const [target] = targetsOf([{ queue: SALES, known_worker_friendly_name: 'task.agent.name' }])
    expect(target?.knownWorker).toEqual({ by: 'friendlyName', path: ['task', 'agent', 'name'] })
  })
})

describe('a wrong configuration', () => {
  const queue = SALES
  const allowedTimeout = 'allowed is a whole number of seconds from 1 to 2147483647.'

  test.each([
    [{ timeout: 'soon' }, 'timeout', `found "soon"; ${allowedTimeout}`],
    [{ timeout: 0 }, 'timeout', `found 0; ${allowedTimeout}`],
    [{ timeout: '1.5' }, 'timeout', `found "1.5"; ${allowedTimeout}`],
    [{ timeout: '99999999999' }, 'timeout', `found "99999999999"; ${allowedTimeout}`],
    [{ priority: -1 }, 'priority', 'found -1; allowed is a whole number from 0 to 2147483647.'],
    [{ queue: 'WQ1' }, 'queue', 'found "WQ1"; allowed is the sid of a queue, WQ and 32 hexadecimal digits.'],
    [{ queue: undefined }, 'queue', 'found nothing; the first target must name its queue'],
    [{ expression: 7 }, 'expression', 'found 7; allowed is a string with an expression.'],
    [{ expression: 'task.a = = 1' }, 'expression', 'Expected a name, a constant, a list or `(`, but found `=`.', 9],
    [{ expression: 'level > 1' }, 'expression', 'write `task.level` or `worker.level`', 0],
    [{ order_by: 'worker.a' }, 'order_by', 'Expected `ASC` or `DESC`', 8],
    [{ skip_if: 'workers.idle == 0' }, 'skip_if', 'workers.available', 0],
    [{ known_worker_sid: 'agent' }, 'known_worker_sid', 'write `task.` and its name', 0],
    [{ known_worker_friendly_name: 'task' }, 'known_worker_friendly_name', 'write `task.` and its name', 0],
  ])('names the place in a target, what is there and what may be: %j', (wrong, key, problem, position?: number) => {
    const filters = [{ expression: '1==1', targets: [{ queue, ...wrong }] }]
    const error = errorOf(JSON.stringify({ task_routing: { filters } }))
    const path = `task_routing.filters[0].targets[0].${key}`
    expect(error).toMatchObject({ path, position })
    expect(error.message).toContain(`${path}: `)
    expect(error.message).toContain(problem)
  })

  test('may not know a worker in two ways', () => {
    const both = { queue, known_worker_sid: 'task.a', known_worker_friendly_name: 'task.b' }
    const error = errorOf(JSON.stringify({ task_routing: { filters: [{ expression: '1==1', targets: [both] }] } }))
    expect(error.path).toBe('task_routing.filters[0].targets[0]')
    expect(error.message).toContain('only one of them may be there')
  })

  test.each([
    ['{', '', 'not JSON'],
    ['[]', '', 'found an empty list; allowed is an object.'],
    ['{}', 'task_routing', 'found nothing; allowed is an object.'],
    ['{"task_routing":{"filters":{}}}', 'task_routing.filters', 'found an object; allowed is a list.'],
    ['{"task_routing":{"filters":[{"targets":[{}]}]}}', 'task_routing.filters[0].expression', 'found nothing'],
    ['{"task_routing":{"filters":[{"expression":"1==1"}]}}', 'task_routing.filters[0].targets', 'found nothing'],
    [
      '{"task_routing":{"filters":[{"expression":"1==1","targets":[]}]}}',
      'task_routing.filters[0].targets',
      'found an empty list; allowed is a list of at least one target.',
    ],
    ['{"task_routing":{"default_filter":{}}}', 'task_routing.default_filter.queue', 'found nothing'],
    [
      `{"task_routing":{"default_filter":{"queue":"${queue}","timeout":5}}}`,
      'task_routing.default_filter.timeout',
      'remove this key',
    ],
  ])('is refused: %s', (text, path, problem) => {
    const error = errorOf(text)
    expect(error.path).toBe(path)
    expect(error.message).toContain(problem)
  })

  test('may not be larger than Twilio stores, counted in bytes', () => {
    const json = JSON.stringify({ task_routing: {} })
    const fill = (bytes: number): string => json + ' '.repeat(bytes - json.length)
    expect(() => decodeWorkflowConfiguration(fill(WORKFLOW_CONFIGURATION_SIZE_BYTES_MAX))).not.toThrow()
    expect(errorOf(fill(WORKFLOW_CONFIGURATION_SIZE_BYTES_MAX + 1)).message).toContain('1038576 bytes')
    expect(errorOf('€'.repeat(WORKFLOW_CONFIGURATION_SIZE_BYTES_MAX / 3 + 1)).message).toContain('1038576 bytes')
  })

  test('of any kind is refused with a WorkflowConfigurationError and nothing else', () => {
    const anyTarget = fc.record({ queue: fc.oneof(fc.constant(SALES), fc.jsonValue()) }, { requiredKeys: [] })
    const anyFilter = fc.record({
      expression: fc.oneof(fc.constant('1==1'), fc.jsonValue()),
      targets: fc.oneof(fc.array(fc.oneof(anyTarget, fc.jsonValue())), fc.jsonValue()),
    })
    const anyRouting = fc.record({ filters: fc.oneof(fc.array(anyFilter), fc.jsonValue()) })
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ task_routing: anyRouting })), (json) => {
        expect(refusalOf(JSON.stringify(json))?.message).not.toBe('')
      }),
      { numRuns: 1_000 },
    )
  })
})

function decode(taskRouting: unknown): ReturnType<typeof decodeWorkflowConfiguration> {
  return decodeWorkflowConfiguration(JSON.stringify({ task_routing: taskRouting }))
}

function targetsOf(targets: readonly unknown[]): ReturnType<typeof decode>['filters'][number]['targets'] {
  const [filter] = decode({ filters: [{ expression: '1==1', targets }] }).filters
  return filter?.targets ?? []
}

function errorOf(text: string): WorkflowConfigurationError {
  const error = refusalOf(text)
  if (error === undefined) throw new Error(`No error: ${text.slice(0, 100)}`)
  return error
}

/** What is wrong with the text, undefined if nothing is. Throws what is no WorkflowConfigurationError. */
function refusalOf(text: string): WorkflowConfigurationError | undefined {
  try {
    decodeWorkflowConfiguration(text)
    return undefined
  } catch (error: unknown) {
    if (error instanceof WorkflowConfigurationError) return error
    throw error
  }
}

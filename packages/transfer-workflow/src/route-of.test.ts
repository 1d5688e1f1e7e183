import { WorkflowConfigurationError } from '@conversation-transfer/taskrouter-language'
import { describe, expect, test } from 'vitest'
import { printRoute } from './print-route.ts'
import { routeOf } from './route-of.ts'

const EVERYONE = `WQ${'0'.repeat(32)}`
const SALES = `WQ${'1'.repeat(32)}`
const queues = [
  { sid: EVERYONE, friendlyName: 'Everyone' },
  { sid: SALES, friendlyName: 'Sales' },
]
const agent = {
  filter_friendly_name: 'To an agent',
  expression: "transferTargetType == 'worker'",
  targets: [{ queue: EVERYONE, known_worker_sid: 'task.transferTargetSid', timeout: 120 }],
}
const sales = {
  filter_friendly_name: 'Sales',
  expression: "transferQueueName == 'Sales' AND tags[0].level >= 2",
  targets: [
    { queue: SALES, skip_if: 'workers.available == 0', priority: 5 },
    { queue: EVERYONE, expression: 'worker.sid NOT IN task.workerSidsInConversation', timeout: 60 },
  ],
}
const toAgent = { transferTargetType: 'worker', transferTargetSid: 'WK1' }
const toSales = { transferQueueName: 'Sales', tags: [{ level: 2 }] }

describe('where a task goes', () => {
  test('names the filter, the attributes that decided, and each target with its queue', () => {
    expect(routeOf(textOf([agent, sales]), toSales, queues)).toEqual({
      match: {
        kind: 'filter',
        path: 'task_routing.filters[1]',
        filterName: 'Sales',
        expression: "transferQueueName == 'Sales' AND tags[0].level >= 2",
        because: [
          { attribute: 'transferQueueName', value: 'Sales' },
          { attribute: 'tags[0].level', value: 2 },
        ],
      },
      steps: [
        step({
          path: 'task_routing.filters[1].targets[0]',
          queueSid: SALES,
          queueName: 'Sales',
          priority: 5,
          skipIf: 'workers.available == 0',
        }),
        step({
          path: 'task_routing.filters[1].targets[1]',
          expression: 'worker.sid NOT IN task.workerSidsInConversation',
          timeoutSeconds: 60,
        }),
      ],
      end: 'timed_out',
    })
  })

  test('shows the agent whom a target looks for', () => {
    const { steps } = routeOf(textOf([agent]), toAgent, queues)
    expect(steps).toMatchObject([{ knownWorker: { kind: 'sid', sid: 'WK1' }, timeoutSeconds: 120 }])
  })

  test('goes on to a later filter that matches once the targets of one are used up', () => {
    const anyone = { expression: '1 == 1', targets: [{ queue: EVERYONE }] }
    const { steps, end } = routeOf(textOf([agent, anyone]), toAgent, queues)
    expect(steps.map(({ path }) => path)).toEqual([
      'task_routing.filters[0].targets[0]',
      'task_routing.filters[1].targets[0]',
    ])
    expect(end).toBe('waits')
  })

  test('comes to the default filter after targets that were skipped, not after a timeout', () => {
    const skipping = { expression: '1 == 1', targets: [{ queue: SALES, skip_if: '1 == 1' }] }
    expect(routeOf(textOf([skipping], EVERYONE), {}, queues).steps.at(-1)?.path).toBe('task_routing.default_filter')
    expect(routeOf(textOf([agent], EVERYONE), toAgent, queues).end).toBe('timed_out')
  })

  test('ends at once if nothing matches, and shows what the filters asked for', () => {
    const { match, steps, end } = routeOf(textOf([agent, sales]), { transferQueueName: 'Billing' }, queues)
    expect(match).toMatchObject({ kind: 'none', path: undefined })
    expect(match.because).toEqual([
      { attribute: 'transferTargetType', value: undefined },
      { attribute: 'transferQueueName', value: 'Billing' },
      { attribute: 'tags[0].level', value: undefined },
    ])
    expect(steps).toEqual([])
    expect(end).toBe('unmatched')
  })

  test('refuses a configuration that cannot be read', () => {
    expect(() => routeOf('{', {}, queues)).toThrow(WorkflowConfigurationError)
  })
})

describe('a route in words', () => {
  test('has a line for the filter, each attribute, each step and the end', () => {
    expect(printRoute(routeOf(textOf([agent, sales]), toSales, queues)).split('\n')).toEqual([
      `Filter "Sales" (task_routing.filters[1]) is the first that matches: transferQueueName == 'Sales' AND tags[0].level >= 2`,
      `  The task's transferQueueName is "Sales".`,
      `  The task's tags[0].level is 2.`,
      '  1. Queue Sales; priority 5; skipped at once if workers.available == 0; no timeout',
      '  2. Queue Everyone; workers with worker.sid NOT IN task.workerSidsInConversation; for 60 seconds',
      '  End: the task is canceled (workflow.timeout); a default filter does not take tasks that timed out.',
      '',
    ])
  })

  test.each([
    [{ ...toAgent }, 'worker WK1 only'],
    [{ ...toAgent, transferTargetSid: null }, 'nobody, because the task names no worker (null)'],
    [{ transferTargetType: 'worker' }, 'nobody, because the task does not name a worker (error 40154)'],
  ])('says whom a target looks for, of %j', (attributes, words) => {
    expect(printRoute(routeOf(textOf([agent]), attributes, queues))).toContain(`Queue Everyone; ${words}; for 120`)
  })

  test('says when a target has a queue that the account does not have', () => {
    expect(printRoute(routeOf(textOf([agent]), toAgent, []))).toContain(
      `${EVERYONE}, which is no queue of this account`,
    )
  })

  test('says when nothing takes the task, or the default filter does', () => {
    const lost = printRoute(routeOf(textOf([agent]), {}, queues))
    expect(lost).toContain('No filter matches, and there is no default filter.\n  The task has no transferTargetType.')
    expect(lost).toContain('canceled at once')
    const kept = printRoute(routeOf(textOf([agent], EVERYONE), {}, queues))
    expect(kept).toContain('the default filter takes the task')
    expect(kept).toContain('waits there for')
  })
})

function textOf(filters: readonly object[], defaultQueueSid?: string): string {
  const defaultFilter = defaultQueueSid === undefined ? {} : { default_filter: { queue: defaultQueueSid } }
  return JSON.stringify({ task_routing: { filters, ...defaultFilter } })
}

function step(change: object): object {
  return {
    queueSid: EVERYONE,
    queueName: 'Everyone',
    knownWorker: undefined,
    expression: undefined,
    skipIf: undefined,
    timeoutSeconds: undefined,
    priority: undefined,
    ...change,
  }
}

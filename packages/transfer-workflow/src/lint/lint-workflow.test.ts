import { describe, expect, test } from 'vitest'
import type { Finding, FindingCode } from './finding.ts'
import { lintWorkflow, type LintOptions } from './lint-workflow.ts'

const EVERYONE = `WQ${'0'.repeat(32)}`
const SALES = `WQ${'1'.repeat(32)}`
const GONE = `WQ${'9'.repeat(32)}`
const queues = [
  { sid: EVERYONE, friendlyName: 'Everyone', targetWorkers: '1==1' },
  { sid: SALES, friendlyName: 'Sales', targetWorkers: 'skills HAS "sales"' },
]
const NOT_INSIDE = 'worker.sid NOT IN task.workerSidsInConversation'
const knownAgent = { queue: EVERYONE, known_worker_sid: 'task.transferTargetSid', expression: NOT_INSIDE, timeout: 120 }
const toEveryone = { queue: EVERYONE, expression: NOT_INSIDE }
const toSales = { queue: SALES, expression: NOT_INSIDE }
const agent = filter("transferTargetType == 'worker'", knownAgent)
const everyone = filter(named(EVERYONE, 'Everyone'), toEveryone)
const sales = filter(named(SALES, 'Sales'), toSales)
const catchAll = filter("transferTargetType == 'queue'", toEveryone)
/** Has no findings; each test changes one thing about it. */
const good = [agent, everyone, sales, catchAll]

test('finds nothing in a workflow that takes every invite to whom it is for', () => {
  expect(lint(good)).toEqual([])
})

describe('a workflow whose filters know queues by name only', () => {
  const byName = [
    filter("transferTargetType == 'worker'", knownAgent),
    filter("transferQueueName == 'Everyone'", toEveryone),
    filter("transferQueueName == 'Sales'", toSales),
  ]

  test('works: a note at most', () => {
    expect(codes(lint(byName, { defaultQueueSid: EVERYONE }))).toEqual([
      'warning target_without_exclusion task_routing.default_filter',
      'note queue_matched_by_name_only task_routing.filters',
    ])
    expect(codes(lint([...byName, catchAll]))).toEqual(['note queue_matched_by_name_only task_routing.filters'])
  })

  test('has warnings, and no error, if a direct invite has neither timeout nor exclusion and nothing catches the rest', () => {
    const target = { queue: EVERYONE, known_worker_sid: 'task.transferTargetSid' }
    const published = [filter("transferTargetType == 'worker'", target), ...byName.slice(1)]
    expect(codes(lint(published))).toEqual([
      'warning known_agent_without_timeout task_routing.filters[0].targets[0]',
      'warning no_catch_all task_routing',
      'warning target_without_exclusion task_routing.filters[0].targets[0]',
      'note queue_matched_by_name_only task_routing.filters',
    ])
  })
})

describe('what cannot be read', () => {
  test('is one error that says where', () => {
    expect(lintWorkflow('{"task_routing":', queues)).toMatchObject([
      { severity: 'error', code: 'unreadable', path: '' },
    ])
    const [finding] = lint([filter('customer-type == 1', toEveryone)])
    expect(finding).toMatchObject({ code: 'unreadable', path: 'task_routing.filters[0].expression', position: 8 })
    expect(finding?.message).toContain('hyphens')
  })
})

const AGENT = 'task_routing.filters[0].targets[0]'
const SALES_TARGET = 'task_routing.filters[2].targets[0]'
const cases: readonly (readonly [string, readonly object[], `${string} ${FindingCode} ${string}`[]])[] = [
  [
    'an invite to an agent matches nothing',
    [everyone, sales, catchAll],
    ['error no_known_agent_filter task_routing.filters'],
  ],
  [
    'an invite to an agent rings anybody',
    [filter("transferTargetType == 'worker'", toEveryone), everyone, sales, catchAll],
    [`error no_known_agent_filter ${AGENT}`],
  ],
  [
    'somebody else is rung before the agent',
    [filter("transferTargetType == 'worker'", { ...toEveryone, timeout: 120 }, knownAgent), everyone, sales, catchAll],
    [`error no_known_agent_filter ${AGENT}`],
  ],
  [
    'the agent is waited for without an end',
    changed(0, { ...knownAgent, timeout: null }),
    [`warning known_agent_without_timeout ${AGENT}`],
  ],
  [
    'the agent is waited for too long',
    changed(0, { ...knownAgent, timeout: 601 }),
    [`warning known_agent_timeout_long ${AGENT}`],
  ],
  [
    'the agent is looked for in a part of the agents',
    changed(0, { ...knownAgent, queue: SALES }),
    [`warning known_agent_queue_partial ${AGENT}`],
  ],
  [
    'the agent may be inside by now',
    changed(0, { ...knownAgent, expression: null }),
    [`warning target_without_exclusion ${AGENT}`],
  ],
  ['a queue may ring who is inside', changed(2, { queue: SALES }), [`error target_without_exclusion ${SALES_TARGET}`]],
  [
    'the exclusion is one choice of two',
    changed(2, { queue: SALES, expression: `${NOT_INSIDE} OR worker.level > 1` }),
    [`error target_without_exclusion ${SALES_TARGET}`],
  ],
  [
    'the exclusion is one condition of two',
    changed(2, { queue: SALES, expression: `${NOT_INSIDE} AND worker.level > 1` }),
    [],
  ],
  [
    'a fallback target does not inherit the exclusion',
    [agent, everyone, filter(named(SALES, 'Sales'), { ...toSales, timeout: 600 }, { queue: EVERYONE }), catchAll],
    ['error target_without_exclusion task_routing.filters[2].targets[1]'],
  ],
  [
    'a queue has no filter',
    [agent, everyone, catchAll],
    ['warning queue_without_filter task_routing.filters[2].targets[0]'],
  ],
  [
    'a queue has no filter and nothing catches it',
    [agent, everyone],
    ['error queue_without_filter task_routing.filters', 'warning no_catch_all task_routing'],
  ],
  ['a queue leads to another', changed(2, toEveryone), [`error queue_routed_elsewhere ${SALES_TARGET}`]],
  [
    'a queue is known by its sid only',
    [agent, everyone, filter(`transferTargetSid == '${SALES}'`, toSales), catchAll],
    ['note queue_matched_by_sid_only task_routing.filters'],
  ],
  [
    'a filter asks for a queue that was renamed',
    [agent, everyone, sales, filter("transferQueueName IN ['Sales', 'Vendors']", toSales), catchAll],
    [
      'warning filter_for_unknown_queue task_routing.filters[3].expression',
      'warning filter_shadowed task_routing.filters[3]',
    ],
  ],
  [
    'a target has a queue of another account',
    [
      agent,
      everyone,
      filter(named(SALES, 'Sales'), { ...toSales, timeout: 600 }, { ...toEveryone, queue: GONE }),
      catchAll,
    ],
    ['error target_queue_unknown task_routing.filters[2].targets[1]'],
  ],
  [
    'a filter is behind a wider one',
    [agent, everyone, catchAll, sales],
    [
      'warning queue_without_filter task_routing.filters[2].targets[0]',
      'warning filter_shadowed task_routing.filters[3]',
    ],
  ],
  [
    'a target is behind one that nobody leaves',
    [agent, everyone, filter(named(SALES, 'Sales'), toSales, toEveryone), catchAll],
    ['warning target_unreachable task_routing.filters[2].targets[1]'],
  ],
  ['nothing catches the rest', [agent, everyone, sales], ['warning no_catch_all task_routing']],
  [
    'the timeouts outlive the task',
    [agent, everyone, filter(named(SALES, 'Sales'), { ...toSales, timeout: 86_400 }, toEveryone), catchAll],
    [`warning timeouts_beyond_task_life ${SALES_TARGET}`],
  ],
  [
    'a ring lasts longer than its target',
    changed(0, { ...knownAgent, timeout: 30 }),
    [`note timeout_below_reservation_timeout ${AGENT}`],
  ],
]

describe('a finding', () => {
  test.each(cases)('is made when %s', (_, filters, expected) => {
    expect(codes(lint(filters))).toEqual(expected)
  })

  test('is made of a default queue of another account', () => {
    expect(codes(lint(good, { defaultQueueSid: GONE }))).toEqual([
      'error target_queue_unknown task_routing.default_filter',
    ])
  })

  test('says what happens and what to do, in sentences', () => {
    const messages = cases.flatMap(([, filters]) => lint(filters)).map(({ message }) => message)
    expect(messages.filter((message) => !/^[A-Z][^]{40,}\.$/.test(message))).toEqual([])
  })

  test('is not made of a filter for one agent', () => {
    const forOne = filter(`transferTargetSid == 'WK${'1'.repeat(32)}'`, knownAgent)
    expect(lint([forOne, ...good])).toEqual([])
  })

  test('names a few queues, not hundreds', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({
      sid: `WQ${index}${'2'.repeat(31)}`,
      friendlyName: `Q${index}`,
    }))
    const filters = many.map(({ sid, friendlyName }) =>
      filter(`transferQueueName == '${friendlyName}'`, { ...toSales, queue: sid }),
    )
    const [note] = lintWorkflow(textOf([...good, ...filters].filter((one) => one !== catchAll).concat(catchAll)), [
      ...queues,
      ...many,
    ])
    expect(note?.message).toContain('"Q0", "Q1", "Q2", "Q3", "Q4" and 3 more.')
  })
})

describe('the options', () => {
  test('in the standalone variant, an invite that ends without anybody is a warning', () => {
    expect(codes(lint(good, { variant: 'standalone' }))).toEqual([`warning invite_canceled_at_end ${AGENT}`])
    expect(lint(good, { variant: 'backend' })).toEqual([])
  })

  test('filters that ask for more are satisfied by the attributes of the account’s tasks', () => {
    const narrow = [
      filter("transferTargetType == 'worker' AND channelType == 'web'", knownAgent),
      everyone,
      sales,
      catchAll,
    ]
    expect(codes(lint(narrow))).toEqual(['error no_known_agent_filter task_routing.filters'])
    expect(lint(narrow, { taskAttributes: { channelType: 'web' } })).toEqual([])
  })

  test('timeouts are compared with the workflow’s own reservation timeout', () => {
    expect(codes(lint(good, { reservationTimeoutSeconds: 121 }))).toEqual([
      `note timeout_below_reservation_timeout ${AGENT}`,
    ])
  })
})

function lint(
  filters: readonly object[],
  { defaultQueueSid, ...options }: LintOptions & { readonly defaultQueueSid?: string } = {},
): readonly Finding[] {
  return lintWorkflow(textOf(filters, defaultQueueSid), queues, options)
}

function textOf(filters: readonly object[], defaultQueueSid?: string): string {
  const defaultFilter = defaultQueueSid === undefined ? {} : { default_filter: { queue: defaultQueueSid } }
  return JSON.stringify({ task_routing: { filters, ...defaultFilter } })
}

function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`)
}

function filter(expression: string, ...targets: readonly object[]): Filter {
  return { expression, targets }
}

function named(sid: string, name: string): string {
  return `transferTargetType == 'queue' AND (transferTargetSid == '${sid}' OR transferQueueName == '${name}')`
}

interface Filter {
  readonly expression: string
  readonly targets: readonly object[]
}

/** The good workflow with other targets in one filter. */
function changed(filterIndex: number, ...targets: readonly object[]): readonly object[] {
  return good.with(filterIndex, filter(good[filterIndex]?.expression ?? '', ...targets))
}

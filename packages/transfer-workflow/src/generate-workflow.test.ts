import { decodeWorkflowConfiguration } from '@conversation-transfer/taskrouter-language'
import * as fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { anyQueues } from './any-queues.ts'
import { generateWorkflow, type WorkflowInput, type WorkflowVariant } from './generate-workflow.ts'
import { excludesInside } from './inside-exclusion.ts'
import { lintWorkflow } from './lint/lint-workflow.ts'
import { namesInCommon } from './names-in-common.ts'
import { nameObstacle } from './queue-filter-expression.ts'
import type { Queue } from './queue.ts'
import { routeOf } from './route-of.ts'
import { printWorkflow, type TargetDocument } from './workflow-document.ts'
import { WorkflowInputError } from './workflow-input-error.ts'

const everyone = queue('0', 'Everyone')
const sales = queue('1', 'Sales')
const WORKER_SID = `WK${'7'.repeat(32)}`
const VARIANTS: readonly WorkflowVariant[] = ['backend', 'standalone']

describe('the generated workflow', () => {
  test('looks for a known agent among everyone, and with the backend lets the invite end', () => {
    const { targets } = firstFilter('backend')
    expect(targets).toEqual([knownAgentTarget(120)])
    expect(routeOf(textOf('backend'), toWorker(), [everyone, sales]).end).toBe('timed_out')
  })

  test('standalone, sends an invite that its agent does not take to everyone, where it waits', () => {
    const { targets } = firstFilter('standalone')
    expect(targets).toEqual([knownAgentTarget(120), targetOf(everyone)])
    expect(routeOf(textOf('standalone'), toWorker(), [everyone, sales]).end).toBe('waits')
  })

  test('keeps an invite to a queue there with the backend, and sends it on to everyone standalone', () => {
    expect(salesFilter('backend')).toEqual([targetOf(sales)])
    expect(salesFilter('standalone')).toEqual([{ ...targetOf(sales), timeout: 600 }, targetOf(everyone)])
  })

  test('does not send an invite to everyone on to everyone', () => {
    const [, toEveryone] = generate({ variant: 'standalone' }).task_routing.filters
    expect(toEveryone?.targets).toEqual([targetOf(everyone)])
  })

  test('takes timeouts as they are given', () => {
    const timeouts = { knownAgentTimeoutSeconds: 30, queueTimeoutSeconds: 90 }
    const { filters } = generate({ variant: 'standalone', ...timeouts }).task_routing
    expect(filters.flatMap(({ targets }) => targets.flatMap(({ timeout }) => timeout ?? []))).toEqual([30, 90])
  })

  test('sends a task that is no invite to the default queue, so that it rings somebody', () => {
    const { match, steps } = routeOf(textOf('backend'), { channelType: 'web' }, [everyone])
    expect(match.kind).toBe('defaultFilter')
    expect(steps).toMatchObject([{ queueSid: everyone.sid, expression: undefined }])
  })

  test('quotes a name with one kind of quotes by the other', () => {
    const { filters } = generate({ queues: [everyone, queue('2', "Fisher's")] }).task_routing
    expect(filters[2]?.expression).toContain(`transferQueueName == "Fisher's"`)
  })

  test.each([
    [`Both ' and "`, 'both kinds of quotes'],
    ['Back\\slash', 'a backslash'],
    ['Line\nbreak', 'a line break'],
    ['n'.repeat(257), '256 characters'],
    ['', 'it is empty'],
  ])('matches a queue by its sid only, and says so, if its name is %j', (friendlyName, reason) => {
    const odd = queue('2', friendlyName)
    const { document, warnings } = generateWorkflow(input({ queues: [everyone, odd] }))
    const filter = document.task_routing.filters.find(({ expression }) => expression.includes(odd.sid))
    expect(filter?.expression).toBe(`transferTargetType == 'queue' AND transferTargetSid == '${odd.sid}'`)
    expect(warnings).toEqual([expect.stringContaining(reason)])
  })

  test('matches queues that have one name by their sids only', () => {
    const queues = [everyone, sales, queue('2', 'Sales')]
    const { document, warnings } = generateWorkflow(input({ queues }))
    expect(JSON.stringify(document)).not.toContain("transferQueueName == 'Sales'")
    expect(warnings).toHaveLength(2)
  })
})

describe('input that no workflow can be made from', () => {
  test.each([
    ['queue_malformed', { queues: [everyone, { sid: 'WQ1', friendlyName: 'Sales' }] }],
    ['queue_repeated', { queues: [everyone, sales, { ...sales, friendlyName: 'Again' }] }],
    ['everyone_unknown', { everyoneQueueSid: queue('9', 'Gone').sid }],
    ['timeout_out_of_range', { knownAgentTimeoutSeconds: 0 }],
    ['timeout_out_of_range', { knownAgentTimeoutSeconds: 601 }],
    ['timeout_out_of_range', { queueTimeoutSeconds: 1.5 }],
    ['too_large', { queues: [everyone, ...manyQueues(5000)] }],
  ])('is refused as %s', (code, change) => {
    expect(() => generateWorkflow(input(change))).toThrow(WorkflowInputError)
    expect(() => generateWorkflow(input(change))).toThrow(expect.objectContaining({ code }))
  })
})

describe('the generated workflow of any queues', () => {
  test('can be read, and has no findings', () => {
    check((queues, variant) => {
      const text = anyText(queues, variant)
      expect(lintWorkflow(text, queues, { variant })).toEqual([])
    })
  })

  test('takes an invite to a queue there, by sid, by name and by both', () => {
    check((queues, variant) => {
      const text = anyText(queues, variant)
      for (const { sid, friendlyName } of queues) {
        const names = [friendlyName, '', undefined, 'An older name']
        const reached = names.map((name) => firstQueue(text, toQueue(sid, name)))
        expect(new Set(reached)).toEqual(new Set([sid]))
      }
      for (const named of queues.filter((one) => canBeNamed(one, queues))) {
        expect(firstQueue(text, toQueue(undefined, named.friendlyName))).toBe(named.sid)
      }
    })
  })

  test('takes an invite to an agent to that agent', () => {
    check((queues, variant) => {
      const [step] = routeOf(anyText(queues, variant), toWorker(), queues).steps
      expect(step?.knownWorker).toEqual({ kind: 'sid', sid: WORKER_SID })
      expect(step?.timeoutSeconds).toBe(120)
    })
  })

  test('chooses nobody who is inside by any target of any filter', () => {
    check((queues, variant) => {
      const { filters } = decodeWorkflowConfiguration(anyText(queues, variant))
      const targets = filters.flatMap((filter) => filter.targets)
      expect(targets.every(({ expression }) => excludesInside(expression))).toBe(true)
    })
  })

  test('has a place for every invite, and cancels one only after its agent had the time to take it', () => {
    check((queues, variant) => {
      const text = anyText(queues, variant)
      const invites = [
        toWorker(),
        toQueue('WQ of a newer queue', 'Newer'),
        ...queues.map(({ sid }) => toQueue(sid, '')),
      ]
      const ends = invites.map((invite) => routeOf(text, invite, queues).end)
      expect(ends).toEqual([variant === 'backend' ? 'timed_out' : 'waits', ...invites.slice(1).map(() => 'waits')])
    })
  })

  test('is the same text whatever the order of the queues', () => {
    check((queues, variant) => {
      const [first] = queues
      const reversed = [...queues].reverse()
      expect(anyText(reversed, variant, first)).toBe(anyText(queues, variant, first))
    })
  })
})

/** What `example-taskrouter-workflow.json` is made from: a small account that runs without the backend. */
const EXAMPLE_INPUT: WorkflowInput = {
  queues: [
    { sid: 'WQ00000000000000000000000000000001', friendlyName: 'Everyone' },
    { sid: 'WQ00000000000000000000000000000002', friendlyName: 'Sales' },
    { sid: 'WQ00000000000000000000000000000003', friendlyName: 'Support' },
  ],
  everyoneQueueSid: 'WQ00000000000000000000000000000001',
  variant: 'standalone',
}

test('the example file is what the generator gives', async () => {
  const example = await readFile(new URL('../example-taskrouter-workflow.json', import.meta.url), 'utf8')
  expect(example).toBe(printWorkflow(generateWorkflow(EXAMPLE_INPUT).document))
})

function check(property: (queues: readonly Queue[], variant: WorkflowVariant) => void): void {
  fc.assert(fc.property(anyQueues(), fc.constantFrom(...VARIANTS), property))
}

function anyText(queues: readonly Queue[], variant: WorkflowVariant, forEveryone = queues[0]): string {
  const everyoneQueueSid = forEveryone?.sid ?? ''
  return printWorkflow(generateWorkflow({ queues, everyoneQueueSid, variant }).document)
}

function canBeNamed(one: Queue, queues: readonly Queue[]): boolean {
  return nameObstacle(one) === undefined && !namesInCommon(queues).has(one.friendlyName)
}

function firstQueue(text: string, attributes: object): string | undefined {
  return routeOf(text, attributes, []).steps[0]?.queueSid
}

function queue(digit: string, friendlyName: string): Queue {
  return { sid: `WQ${digit.repeat(32)}`, friendlyName }
}

function manyQueues(count: number): Queue[] {
  return Array.from({ length: count }, (_, index) => {
    return { sid: `WQ${(index + 16).toString(16).padStart(32, '0')}`, friendlyName: `Queue ${index}` }
  })
}

function input(change: Partial<WorkflowInput>): WorkflowInput {
  return { queues: [sales, everyone], everyoneQueueSid: everyone.sid, variant: 'backend', ...change }
}

function generate(change: Partial<WorkflowInput>): ReturnType<typeof generateWorkflow>['document'] {
  return generateWorkflow(input(change)).document
}

function textOf(variant: WorkflowVariant): string {
  return printWorkflow(generate({ variant }))
}

function firstFilter(variant: WorkflowVariant): { readonly targets: readonly TargetDocument[] | undefined } {
  return { targets: generate({ variant }).task_routing.filters[0]?.targets }
}

function salesFilter(variant: WorkflowVariant): readonly TargetDocument[] | undefined {
  return generate({ variant }).task_routing.filters.find(({ expression }) => expression.includes(sales.sid))?.targets
}

function targetOf({ sid }: Queue): TargetDocument {
  return { queue: sid, expression: 'worker.sid NOT IN task.workerSidsInConversation' }
}

function knownAgentTarget(timeout: number): TargetDocument {
  return { ...targetOf(everyone), known_worker_sid: 'task.transferTargetSid', timeout }
}

function toWorker(): object {
  return { transferTargetType: 'worker', transferTargetSid: WORKER_SID, transferQueueName: '' }
}

function toQueue(transferTargetSid: string | undefined, transferQueueName: string | undefined): object {
  return { transferTargetType: 'queue', transferTargetSid, transferQueueName }
}

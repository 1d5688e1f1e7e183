import { describe, expect, test } from 'vitest'
import { decodeWorkflowConfiguration } from './decode-workflow-configuration.ts'
import { matchFilter } from './match-filter.ts'
import type { MatchFilterOptions } from './match-filter.ts'

const QUEUE = `WQ${'0'.repeat(32)}`
const targets = [{ queue: QUEUE }]

const configuration = decodeWorkflowConfiguration(
  JSON.stringify({
    task_routing: {
      filters: [
        { filter_friendly_name: 'gold', expression: "type == 'ticket' AND value == 'gold'", targets },
        { filter_friendly_name: 'ticket', expression: "type == 'ticket'", targets },
        { filter_friendly_name: 'uninvited', expression: 'type NOT IN invited', targets },
      ],
      default_filter: { queue: QUEUE },
    },
  }),
)
const withoutDefault = { ...configuration, defaultFilter: undefined }

describe('matching a task to a filter', () => {
  test('takes the first of several that match', () => {
    expect(match({ type: 'ticket', value: 'gold' })).toBe('gold')
    expect(match({ type: 'ticket' })).toBe('ticket')
  })

  test('takes the default filter if none matches', () => {
    expect(match({ type: 'lead' })).toBe('defaultFilter')
    expect(match('not an object')).toBe('defaultFilter')
  })

  test('finds nothing if none matches and there is no default filter', () => {
    expect(matchFilter(withoutDefault, { type: 'lead' })).toEqual({ kind: 'none' })
  })

  test('goes on to a later filter that matches after an earlier one is used up', () => {
    expect(match({ type: 'ticket', value: 'gold' }, { firstFilterIndex: 1 })).toBe('ticket')
    expect(match({ type: 'ticket', value: 'gold' }, { firstFilterIndex: 1, timedOut: true })).toBe('ticket')
  })

  test('lets a task that skipped its filters fall to the default filter, but not one that timed out', () => {
    expect(match({ type: 'ticket' }, { firstFilterIndex: 2 })).toBe('defaultFilter')
    expect(match({ type: 'ticket' }, { firstFilterIndex: 2, timedOut: true })).toBe('none')
  })

  test('hands the option for NOT IN down to the expressions', () => {
    expect(match({ type: 'lead' }, { notInNull: 'true' })).toBe('uninvited')
  })
})

function match(taskAttributes: unknown, options?: MatchFilterOptions): string | undefined {
  const found = matchFilter(configuration, taskAttributes, options)
  return found.kind === 'filter' ? found.filter.friendlyName : found.kind
}

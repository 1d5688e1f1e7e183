import { describe, expect, test } from 'vitest'
import { decodeWorkflowConfiguration } from './decode-workflow-configuration.ts'
import { knownWorker } from './known-worker.ts'
import type { WorkflowTarget } from './workflow-configuration.ts'

describe('the known worker of a target', () => {
  const bySid = targetWith({ known_worker_sid: 'task.agent.sid' })
  const byName = targetWith({ known_worker_friendly_name: 'task.agent_name' })

  test('is whom the task names, by sid or by friendly name', () => {
    expect(knownWorker(bySid, { agent: { sid: 'WK1' } })).toEqual({ kind: 'sid', sid: 'WK1' })
    expect(knownWorker(byName, { agent_name: 'alice' })).toEqual({ kind: 'friendlyName', friendlyName: 'alice' })
  })

  test('is nobody if the task says null, which is not an error at Twilio', () => {
    expect(knownWorker(bySid, { agent: { sid: null } })).toEqual({ kind: 'nobody' })
  })

  test.each([[{}], [{ agent: 'WK1' }], [null], [{ agent: ['WK1'] }]])(
    'is invalid if the task %j lacks the attribute',
    (attributes) => {
      expect(knownWorker(bySid, attributes)).toEqual({ kind: 'invalid', found: undefined })
    },
  )

  test('is invalid if the attribute is no string', () => {
    expect(knownWorker(bySid, { agent: { sid: 7 } })).toEqual({ kind: 'invalid', found: 7 })
  })

  test('does not come from what every object inherits', () => {
    expect(knownWorker(targetWith({ known_worker_sid: 'task.constructor.name' }), {})).toMatchObject({
      kind: 'invalid',
    })
  })

  test('is undefined for a target that wants nobody in particular', () => {
    expect(knownWorker(targetWith({}), { agent: { sid: 'WK1' } })).toBeUndefined()
  })
})

function targetWith(keys: object): WorkflowTarget {
  const target = { queue: `WQ${'0'.repeat(32)}`, ...keys }
  const filters = [{ expression: '1==1', targets: [target] }]
  const [filter] = decodeWorkflowConfiguration(JSON.stringify({ task_routing: { filters } })).filters
  const [decoded] = filter?.targets ?? []
  if (decoded === undefined) throw new Error('The configuration has one target.')
  return decoded
}

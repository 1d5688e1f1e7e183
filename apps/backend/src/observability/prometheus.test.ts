import { describe, expect, test } from 'vitest'
import { createSampleStore } from '../web/testing/sample-store.ts'
import { createPrometheus } from './prometheus.ts'

const NOW = Date.UTC(2026, 10, 25, 9)

async function setUp() {
  const store = await createSampleStore(() => NOW)
  return { store, prometheus: createPrometheus({ store, processId: 'one', now: () => NOW, withProcess: false }) }
}

const valueOf = (body: string, name: string): string | undefined =>
  new RegExp(`^conversation_transfer_${name.replace(/[{}]/g, String.raw`\$&`)} (.*)$`, 'm').exec(body)?.[1]

describe('/metrics', () => {
  test('says what all processes share, as it is when asked for', async () => {
    const { store, prometheus } = await setUp()
    const { body } = await prometheus.text()
    expect({
      rows: valueOf(body, 'schedule_rows'),
      oldestDue: valueOf(body, 'schedule_oldest_due_seconds'),
      failing: valueOf(body, 'schedule_failing'),
      alone: valueOf(body, 'conversations{state="alone"}'),
      longest: valueOf(body, 'customer_alone_longest_seconds'),
      frozen: valueOf(body, 'frozen'),
      processes: valueOf(body, 'processes'),
      up: valueOf(body, 'store_up'),
    }).toEqual({
      rows: '39',
      oldestDue: '12',
      failing: '1',
      alone: '2',
      longest: '190',
      frozen: '0',
      processes: '1',
      up: '1',
    })
    await store.allowance.freeze('too much')
    expect(valueOf((await prometheus.text()).body, 'frozen')).toBe('1')
  })

  test('does not say what was true before the store went away', async () => {
    const { store, prometheus } = await setUp()
    await prometheus.text()
    store.trouble = new Error('the database is away')
    const { body } = await prometheus.text()
    expect(valueOf(body, 'store_up')).toBe('0')
    expect(valueOf(body, 'schedule_rows')).toBeUndefined()
    expect(valueOf(body, 'conversations{state="alone"}')).toBeUndefined()
    store.trouble = undefined
    expect(valueOf((await prometheus.text()).body, 'schedule_rows')).toBe('39')
  })

  test('counts what this process does', async () => {
    const { prometheus } = await setUp()
    const { instruments } = prometheus
    instruments.looked('repaired', 250, -5)
    instruments.repaired('stranded', 'performed')
    instruments.wasAlone(47_000)
    instruments.called('taskrouter', 'limited', 80)
    instruments.heard('taskrouter', 'marked', 400)
    instruments.heard('interactions', 'marked')
    instruments.alarmed('stranded')
    const { body } = await prometheus.text()
    expect([
      valueOf(body, 'looks_total{result="repaired"}'),
      valueOf(body, 'look_late_seconds_sum'),
      valueOf(body, 'repairs_total{rule="stranded",outcome="performed"}'),
      valueOf(body, 'customer_alone_seconds_bucket{le="60"}'),
      valueOf(body, 'customer_alone_seconds_bucket{le="30"}'),
      valueOf(body, 'twilio_calls_total{product="taskrouter",outcome="limited"}'),
      valueOf(body, 'event_lag_seconds_sum{source="taskrouter"}'),
      valueOf(body, 'event_lag_seconds_count{source="interactions"}'),
      valueOf(body, 'alarms_total{rule="stranded"}'),
    ]).toEqual(['1', '0', '1', '1', '0', '1', '0.4', undefined, '1'])
  })
})

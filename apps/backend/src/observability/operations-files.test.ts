import { readFileSync } from 'node:fs'
import { Registry } from 'prom-client'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createCounted, createShared } from './metrics.ts'

const read = (name: string): string => readFileSync(new URL(`../../operations/${name}`, import.meta.url), 'utf8')

const registry = new Registry()
createCounted(registry)
createShared(registry)
const METRICS = await registry.getMetricsAsJSON()
const EXPORTED = new Set(
  METRICS.flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
)

describe('alerts.yaml', () => {
  const ALERTS = z.object({
    groups: z
      .object({
        rules: z
          .object({
            alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
            expr: z.string(),
            for: z
              .string()
              .regex(/^\d+[smh]$/)
              .optional(),
            labels: z.object({ severity: z.enum(['page', 'ticket']) }),
            annotations: z.strictObject({ summary: z.string(), description: z.string(), runbook_url: z.string() }),
          })
          .array(),
      })
      .array(),
  })
  const alerts = ALERTS.parse(parse(read('alerts.yaml'))).groups.flatMap(({ rules }) => rules)

  test.each(alerts)('$alert asks for metrics that /metrics has', ({ expr }) => {
    expect(metricsIn(expr).length).toBeGreaterThan(0)
    expect(metricsIn(expr).filter((name) => !EXPORTED.has(name))).toEqual([])
    expect(unbalanced(expr)).toBe(0)
  })

  test.each(alerts)('$alert leads to its section of the runbook', ({ alert, annotations }) => {
    expect(annotations.runbook_url).toBe(`docs/runbook/README.md#${alert.toLowerCase()}`)
  })

  test.each(alerts)('$alert names labels that its metric has', ({ expr, annotations }) => {
    const named = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label ?? '')
    const kept = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? []
    expect(named.filter((label) => !kept.includes(label))).toEqual([])
  })

  test('are not two of one name', () => {
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  })
})

describe('dashboard.json', () => {
  const DASHBOARD = z.object({
    panels: z
      .object({
        id: z.number(),
        title: z.string(),
        description: z.string(),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        targets: z.object({ expr: z.string() }).array().min(1),
      })
      .array(),
  })
  const { panels } = DASHBOARD.parse(JSON.parse(read('dashboard.json')))

  test.each(panels)('$title asks for metrics that /metrics has', ({ targets }) => {
    for (const { expr } of targets) {
      expect(metricsIn(expr).length).toBeGreaterThan(0)
      expect(metricsIn(expr).filter((name) => !EXPORTED.has(name))).toEqual([])
      expect(unbalanced(expr)).toBe(0)
    }
  })

  test('shows every metric there is', () => {
    const shown = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))))
    const isShown = (name: string): boolean => shown.has(name) || shown.has(`${name}_bucket`)
    const names = METRICS.map(({ name }) => name).filter((name) => name !== 'conversation_transfer_store_up')
    expect(names.filter((name) => !isShown(name))).toEqual([])
  })

  test('has panels that do not lie on each other', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true)
  })
})

function metricsIn(expression: string): string[] {
  return expression.match(/\bconversation_transfer_\w+/g) ?? []
}

function unbalanced(expression: string): number {
  return (expression.match(/[({[]/g) ?? []).length - (expression.match(/[)}\]]/g) ?? []).length
}

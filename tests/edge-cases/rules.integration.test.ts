import { CENSUS_EVERY_MS } from '@conversation-transfer/backend/testing/whole-backend.ts'
import type { CaseScene } from '@conversation-transfer/cli/testing/case-scene.ts'
import { CASE_SCENES } from '@conversation-transfer/cli/testing/case-scenes.ts'
import { observe, startChat } from '@conversation-transfer/cli/testing/scene.ts'
import type { Observation } from '@conversation-transfer/transfer'
import { afterAll, describe, expect, test } from 'vitest'
import { renderTable } from '../../benchmarks/render-table.ts'
import { EXPECTED, type ExpectedOutcome } from './expected-outcomes.ts'
import { stateOf } from './state-of.ts'
import { watched, type WatchedScene } from './watched-scene.ts'

/** Long enough for an invite to ring out, to go back to its sender, and to ring out there. */
const SETTLED_AFTER_MS = 30 * 60_000
const LATE_MS = 90_000
/** A look takes its time, and what is due at the same moment is looked at in turn. */
const LOOK_MS_MAX = 5_000

/** What may happen to webhooks (WH-2), and how much longer it may take then until somebody looks. */
const WEBHOOKS = {
  'in time': { fault: undefined, extraMs: 0 },
  doubled: { fault: { kind: 'webhook-doubled' }, extraMs: 0 },
  reordered: { fault: { kind: 'webhook-reordered' }, extraMs: LOOK_MS_MAX },
  late: { fault: { kind: 'webhook-late', delayMs: LATE_MS }, extraMs: LATE_MS },
  'half of them lost': { fault: { kind: 'webhook-dropped', probability: 0.5 }, extraMs: CENSUS_EVERY_MS },
  'all lost': { fault: { kind: 'webhook-dropped' }, extraMs: CENSUS_EVERY_MS },
} as const

const RULES = CASE_SCENES.filter(({ rule }) => rule !== 'not-ours')
const tookSeconds = new Map<string, Record<string, string>>()

afterAll(() => {
  const rows = [...tookSeconds].map(([name, took]) => ({ 'seconds until the repair': name, ...took }))
  process.stdout.write(`\n${renderTable(rows)}\n`)
})

describe.each(RULES)('$name: $title', (scene) => {
  const expected = expectedOf(scene)
  const { graceMs, silentMs = 0, busyMs = 0 } = expected
  test(`case ${expected.cases.join(', ')}: mended by ${scene.rule} within the grace, and what is healthy is left alone`, async () => {
    const { took, rules, state, neighbour } = await play(scene, 'in time')
    expect(rules).toContain(scene.rule)
    expect(took).toBeLessThanOrEqual(silentMs + graceMs + LOOK_MS_MAX)
    expect(state).toEqual(expected.state)
    expect(neighbour.after).toEqual(neighbour.before)
    expect(neighbour.entries).toEqual([])
  })

  test.each(['doubled', 'reordered', 'late', 'half of them lost', 'all lost'] as const)(
    'ends the same with webhooks %s',
    async (webhooks) => {
      const { took, state, neighbour } = await play(scene, webhooks)
      expect(state).toEqual(expected.state)
      const laterMs = Math.max(silentMs, WEBHOOKS[webhooks].extraMs) + busyMs
      expect(took).toBeLessThanOrEqual(laterMs + graceMs + LOOK_MS_MAX)
      expect(neighbour.after).toEqual(neighbour.before)
    },
  )
})

function expectedOf({ name }: CaseScene): ExpectedOutcome {
  const expected = EXPECTED[name]
  if (expected === undefined) throw new Error(`What should come of ${name} is not written down.`)
  return expected
}

function play(scene: CaseScene, webhooks: keyof typeof WEBHOOKS) {
  const { fault } = WEBHOOKS[webhooks]
  return watched({ ...scene.options, webhooks: fault }, async (watch) => {
    const neighbour = await startNeighbour(watch)
    // The census has just been taken when things go wrong: the worst moment.
    await watch.backend.work(1_000)
    const request = await scene.play(watch.scene, () => watch.backend.work(2_000))
    const wrongAtMs = watch.scene.clock.now()
    await watch.backend.work(SETTLED_AFTER_MS)
    const audit = await watch.backend.audit()
    const repairs = audit.filter(({ kind, atMs }) => kind === 'repaired' && atMs >= wrongAtMs)
    const first = repairs.find(({ rule }) => rule === scene.rule) ?? repairs[0]
    const took = (first?.atMs ?? Number.POSITIVE_INFINITY) - wrongAtMs
    tookSeconds.set(scene.name, { ...tookSeconds.get(scene.name), [webhooks]: String(Math.round(took / 1000)) })
    return {
      took,
      rules: repairs.map(({ rule }) => rule),
      state: await stateOf(watch.scene, request),
      neighbour: {
        ...neighbour,
        after: withoutTimes(await observe(watch.scene, neighbour.request)),
        entries: audit.filter(({ conversationSid }) => conversationSid === neighbour.request.conversationSid),
      },
    }
  })
}

/** Carol and another customer, who have nothing to do with it. */
async function startNeighbour({ scene }: WatchedScene) {
  const request = await startChat(scene, {}, { customer: '+15550000002', agent: 'carol' })
  return { request, before: withoutTimes(await observe(scene, request)) }
}

/** What is the same as long as nobody does anything. */
function withoutTimes({ channel, conversation, participants, tasks }: Observation) {
  return { channel, conversation, participants, tasks: tasks.map(({ sid, status }) => ({ sid, status })) }
}

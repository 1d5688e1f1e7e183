import { EMPTY_MEMORY, type DueRepair } from '@conversation-transfer/transfer'
import { TwilioFailure, type SettledRound } from '@conversation-transfer/twilio-gateway'
import { expect, test } from 'vitest'
import type { Claim } from '../store/schedule.ts'
import { ATTENDED, testTask } from '../store/testing/test-marks.ts'
import { tellOfRound } from './tell-of-round.ts'
import { CUSTOMER, LOOKED_MS, testRound } from './testing/test-round.ts'
import { auditTrail, claimed, testWorkshop } from './testing/test-workshop.ts'

const reason = 'An agent is not there.'
const due: DueRepair = {
  rule: 'ghost',
  condition: 'ghost UT1',
  reason,
  steps: [
    { kind: 'cancelTask', taskSid: testTask(1), etag: '1', reason: 'Not needed.' },
    { kind: 'cancelTask', taskSid: testTask(2), etag: '1', reason: 'Not needed.' },
  ],
}
const done = { kind: 'claimRemoved' } as const

/** What the audit trail and the counters have after one look. */
async function told(round: SettledRound, known: Partial<Claim> = {}) {
  const workshop = testWorkshop()
  const claim = await claimed(workshop.store)
  await tellOfRound(workshop, { ...claim, ...known }, round)
  return { entries: await auditTrail(workshop.store), counted: workshop.counted, aloneMs: workshop.aloneMs }
}

test('of a look that found all well nothing is written', async () => {
  expect(await told(testRound())).toEqual({ entries: [], counted: [], aloneMs: [] })
})

test('a repair is written with what became of each step', async () => {
  const { entries, counted } = await told(testRound({ repair: { ...due, results: [done, done] } }))
  expect(entries).toMatchObject([
    { kind: 'repaired', rule: 'ghost', reason, steps: [{ result: 'claimRemoved' }, { result: 'claimRemoved' }] },
  ])
  expect(counted).toEqual(['ghost performed'])
})

test('one that Twilio did not let come to its end says how far it came, and why no further', async () => {
  const failure = new TwilioFailure('unavailable', 'Twilio is away.')
  const { entries, counted } = await told(testRound({ repair: { ...due, results: [done] }, failure }))
  expect(entries).toMatchObject([{ kind: 'failed', reason: `${reason} Twilio is away.` }])
  expect(entries[0]?.steps.map(({ result }) => result)).toEqual(['claimRemoved', undefined])
  expect(counted).toEqual(['ghost failed'])
})

test('what a rule that is off would have done is told once, as long as it lasts', async () => {
  const round = testRound({ observed: due })
  expect(await told(round)).toMatchObject({
    entries: [{ kind: 'observed', rule: 'ghost' }],
    counted: ['ghost observed'],
  })
  const memory = { ...EMPTY_MEMORY, heldBack: { 'ghost UT1': 1 } }
  expect(await told(round, { memory })).toMatchObject({ entries: [], counted: [] })
})

test('a person is called once for each alarm, by its rule', async () => {
  const [known, other] = ['ghost: it could not be mended.', 'stranded: nobody comes.']
  const round = testRound({ alarms: [known, other] })
  const { entries, counted } = await told(round, { standing: { ...ATTENDED, alarms: [known] } })
  expect(entries).toMatchObject([{ kind: 'alarm', rule: 'stranded', reason: other }])
  expect(counted).toEqual(['alarm stranded'])
})

test('how long a customer had nobody is measured when that is over, and not before', async () => {
  const standing = { ...ATTENDED, aloneSinceMs: LOOKED_MS - 40_000 }
  expect((await told(testRound(), { standing })).aloneMs).toEqual([40_000])
  const alone = testRound({}, { participants: [CUSTOMER], tasks: [] })
  expect((await told(alone, { standing })).aloneMs).toEqual([])
})

import { expect, test } from 'vitest'
import { DEFAULT_POLICY, readPolicy } from './policy.ts'
import { testSid } from './testing/chat.ts'

const configured = (feature: unknown): unknown => ({ custom_data: { features: { conversation_transfer: feature } } })

test('a feature that nobody configured is off', () => {
  for (const uiAttributes of [undefined, null, {}, { custom_data: {} }, configured('yes')]) {
    expect(readPolicy(uiAttributes)).toMatchObject({ policy: { enabled: false, coldTransfer: false }, problems: [] })
  }
})

test('the keys are those of the Flex template and ours', () => {
  const feature = {
    enabled: true,
    cold_transfer: true,
    multi_participant: true,
    release: 'on_accept',
    wrapup: 'wrapup',
    stranded: 'inactive',
    fallback_queue_sid: testSid('WQ', 7),
    transfer_limit: 3,
    max_participants: 4,
    attempts: 2,
    lag_grace_seconds: 5,
    stranded_grace_seconds: 30,
    offline_grace_seconds: 120,
    parked_marker: 'park.by',
  }
  expect(readPolicy(configured(feature))).toEqual({
    policy: {
      enabled: true,
      coldTransfer: true,
      multiParticipant: true,
      release: 'on_accept',
      wrapup: 'wrapup',
      stranded: 'inactive',
      fallbackQueueSid: testSid('WQ', 7),
      transferLimit: 3,
      participantsMax: 4,
      attempts: 2,
      lagGraceMs: 5_000,
      strandedGraceMs: 30_000,
      offlineGraceMs: 120_000,
      parkedMarker: 'park.by',
    },
    problems: [],
  })
})

test('a wrong value is named, and its default holds; the other keys are not affected', () => {
  const { policy, problems } = readPolicy(configured({ enabled: true, cold_transfer: 'yes', transfer_limit: 0 }))
  expect(policy).toEqual({ ...DEFAULT_POLICY, enabled: true })
  expect(problems).toHaveLength(2)
  expect(problems[0]).toMatch(/^conversation_transfer\.cold_transfer: .*expected boolean.*default, false, is used\.$/)
  expect(problems[1]).toMatch(/^conversation_transfer\.transfer_limit: /)
})

test.each([
  ['release', ['immediate', 'on_accept']],
  ['wrapup', ['closed', 'wrapup']],
  ['stranded', ['close', 'inactive', 'requeue']],
])('%s is one of %j', (key, values) => {
  for (const value of values) expect(readPolicy(configured({ [key]: value })).problems).toEqual([])
  expect(readPolicy(configured({ [key]: 'else' })).problems).toHaveLength(1)
})

test('a wrong value of a key without a default is left out', () => {
  const { policy, problems } = readPolicy(configured({ fallback_queue_sid: 'Everyone' }))
  expect(policy.fallbackQueueSid).toBeUndefined()
  expect(problems).toEqual([expect.stringMatching(/^conversation_transfer\.fallback_queue_sid: .*; it is left out\.$/)])
})

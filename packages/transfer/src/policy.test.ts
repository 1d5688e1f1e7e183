import { expect, test } from 'vitest'
import { readPolicy } from './policy.ts'

const configured = (feature: unknown): unknown => ({ custom_data: { features: { conversation_transfer: feature } } })

test('a feature that nobody configured is off', () => {
  for (const uiAttributes of [undefined, null, {}, { custom_data: {} }, configured('yes')]) {
    expect(readPolicy(uiAttributes)).toMatchObject({ policy: { enabled: false, coldTransfer: false }, problems: [] })
  }
})

test('the keys are those of the Flex template and ours', () => {
  const feature = { enabled: true, cold_transfer: true, multi_participant: false, wrapup: 'wrapup', transfer_limit: 3 }
  expect(readPolicy(configured(feature))).toEqual({
    policy: { enabled: true, coldTransfer: true, wrapup: 'wrapup', transferLimit: 3 },
    problems: [],
  })
})

test('a wrong value is named, and its default holds; the other keys are not affected', () => {
  const { policy, problems } = readPolicy(configured({ enabled: true, cold_transfer: 'yes', transfer_limit: 0 }))
  expect(policy).toEqual({ enabled: true, coldTransfer: false, wrapup: 'closed', transferLimit: 10 })
  expect(problems).toHaveLength(2)
  expect(problems[0]).toMatch(/^conversation_transfer\.cold_transfer: .*expected boolean.*default, false, is used\.$/)
  expect(problems[1]).toMatch(/^conversation_transfer\.transfer_limit: /)
})

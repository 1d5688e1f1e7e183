import { expect, test } from 'vitest'
import { readTemplateInvite } from './template-invite.ts'
import { testSid } from './testing/chat.ts'

const TASK = testSid('WT', 1)
const BOB = testSid('WK', 2)
const toBob = { transferTargetType: 'worker', transferTargetSid: BOB, workerSidsInConversation: [testSid('WK', 1)] }

test('an invite of the template to an agent is one to look after, and releases nobody', () => {
  expect(readTemplateInvite(TASK, { order: 4711, ...toBob })).toEqual({
    mark: { transferId: `template:${TASK}`, mode: 'warm', attempt: 1, targetName: BOB },
    target: { type: 'worker', sid: BOB, name: BOB },
  })
})

test('one to a queue names the queue', () => {
  const toSales = { transferTargetType: 'queue', transferQueueName: 'Sales', workerSidsInConversation: [] }
  expect(readTemplateInvite(TASK, toSales)?.target).toEqual({ type: 'queue', sid: 'Sales', name: 'Sales' })
})

test.each([
  ['a task that nobody was invited with', { order: 4711 }],
  ['one of ours', { ...toBob, conversationTransfer: { transferId: 'one' } }],
  ['one that names nobody', { transferTargetType: 'worker', workerSidsInConversation: [] }],
  ['one that does not say who was inside', { transferTargetType: 'worker', transferTargetSid: BOB }],
  ['one that names no queue', { transferTargetType: 'queue', transferQueueName: '', workerSidsInConversation: [] }],
])('%s is none of them', (_what, attributes) => {
  expect(readTemplateInvite(TASK, attributes)).toBeUndefined()
})

import { expect, test } from 'vitest'
import type { Observation } from './observation.ts'
import { isOneConversation } from './one-conversation.ts'
import { ALICE, chatOf, taskOf, testSid } from './testing/chat.ts'

const nameless: Observation = {
  ...chatOf(ALICE),
  participants: chatOf(ALICE).participants.map(({ conversationSid: _unsaid, ...one }) => one),
}
const naming = (...sids: unknown[]): Observation => ({
  ...nameless,
  tasks: sids.map((conversationSid, index) => ({
    ...taskOf(ALICE, { conversationSid }),
    sid: testSid('WT', index),
  })),
})
const { sid } = chatOf().conversation

test('participants say which conversation it is, and so do tasks', () => {
  expect(isOneConversation({ ...chatOf(ALICE), tasks: [] })).toBe(true)
  expect(isOneConversation(naming(sid))).toBe(true)
})

test('it is not believed where nobody says so, or anybody says something else', () => {
  expect(isOneConversation(naming())).toBe(false)
  expect(isOneConversation(naming(sid, testSid('CH', 2)))).toBe(false)
  expect(
    isOneConversation({ ...chatOf(ALICE), conversation: { ...chatOf().conversation, sid: testSid('CH', 2) } }),
  ).toBe(false)
})

test('what is no conversation’s sid says nothing', () => {
  expect(isOneConversation(naming(sid, testSid('UO', 1), 7, undefined))).toBe(true)
  expect(isOneConversation(naming(testSid('UO', 1)))).toBe(false)
  expect(
    isOneConversation({ ...naming(sid), tasks: [...naming(sid).tasks, { sid: testSid('WT', 9), status: 'gone' }] }),
  ).toBe(true)
})

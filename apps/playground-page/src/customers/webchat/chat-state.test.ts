import { expect, test } from 'vitest'
import { NEW_CHAT, ownStatus, withMessage, withReader, withTyping, type ChatMessage } from './chat-state.ts'

const message = (index: number, author?: string): ChatMessage => {
  return { id: `IM${index}`, index, author, body: `m${index}`, at: '2026-01-01T00:00:00Z', files: [] }
}

test('messages are in the order of the conversation, each once, however they come in', () => {
  const state = [message(2), message(0), message(1), { ...message(0), body: 'corrected' }].reduce(withMessage, NEW_CHAT)
  expect(state.messages.map(({ body }) => body)).toEqual(['corrected', 'm1', 'm2'])
})

test('whoever has written does not type any more', () => {
  const typing = withTyping(withTyping(NEW_CHAT, 'alice', true), 'bob', true)
  expect(withMessage(typing, message(0, 'alice')).typing).toEqual(['bob'])
  expect(withTyping(typing, 'bob', false).typing).toEqual(['alice'])
})

test("the customer's newest message is read as soon as anybody else has read it", () => {
  const sent = [message(0), message(1, 'alice'), message(2)].reduce(withMessage, NEW_CHAT)
  expect(ownStatus(NEW_CHAT)).toBeUndefined()
  expect(ownStatus(withReader(sent, 'alice', null))).toBe('Sent')
  expect(ownStatus(withReader(sent, 'alice', 1))).toBe('Sent')
  expect(ownStatus(withReader(withReader(sent, 'alice', 1), 'bob', 2))).toBe('Read')
})

import { expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
import { ALICE, chatOf } from '../testing/chat.ts'
import { lookAt, stepsAtOnce, stepsOf } from '../testing/look.ts'
import { conversationClosed } from './conversation-closed.ts'

const chatIn = (state: string, status = 'active'): Observation => {
  const chat = chatOf(ALICE)
  return { ...chat, channel: { ...chat.channel, status }, conversation: { ...chat.conversation, state } }
}

test.each(['active', 'inactive'])('an open channel (%s) of a closed conversation is closed at once', (status) => {
  const { channel } = chatIn('closed', status)
  expect(stepsAtOnce(conversationClosed, chatIn('closed', status))).toEqual([
    { kind: 'closeChannel', channel, status: 'closed' },
  ])
})

test('a conversation that is not found is given time to be found again', () => {
  expect(stepsAtOnce(conversationClosed, chatIn('gone'))).toEqual([])
  expect(conversationClosed.examine(lookAt(chatIn('gone'))).endsLook).toBe(true)
  expect(stepsOf(conversationClosed, chatIn('gone'))).toMatchObject([{ kind: 'closeChannel', status: 'closed' }])
})

test.each(['active', 'inactive', 'initializing'])('a conversation that is %s is not closed', (state) => {
  expect(conversationClosed.examine(lookAt(chatIn(state)))).toEqual({ suspicions: [] })
})

test('a channel that is closed already is left', () => {
  expect(conversationClosed.examine(lookAt(chatIn('closed', 'closed')))).toEqual({ suspicions: [] })
})

test('whatever else is wrong, nothing is done in it, even while the close may still take effect', () => {
  expect(conversationClosed.examine(lookAt(chatIn('closed'))).endsLook).toBe(true)
})

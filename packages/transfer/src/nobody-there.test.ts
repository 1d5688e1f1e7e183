import { describe, expect, test } from 'vitest'
import { isNobodyThere } from './nobody-there.ts'
import type { Observation } from './observation.ts'
import { agent, ALICE, chatOf, inviteOf, inviteTask, taskOf } from './testing/chat.ts'
import { withInvite } from './testing/look.ts'

const alone = chatOf()

test('a customer in an active conversation without anybody is with nobody', () => {
  expect(isNobodyThere(alone)).toBe(true)
})

test('an agent in wrap-up is nobody, and so is a ghost', () => {
  const wrapping = { ...chatOf(ALICE), tasks: [{ ...taskOf(ALICE), status: 'wrapping' as const }] }
  expect(isNobodyThere(wrapping)).toBe(true)
  const ghost = { ...chatOf(ALICE), tasks: [{ ...taskOf(ALICE), status: 'completed' as const }] }
  expect(isNobodyThere(ghost)).toBe(true)
})

test('somebody who has just been taken out is nobody, although the lists still show them', () => {
  expect(isNobodyThere(chatOf(ALICE), taskOf(ALICE).sid)).toBe(true)
  const joining = { ...chatOf(), tasks: [taskOf(ALICE)] }
  expect(isNobodyThere(joining)).toBe(false)
  expect(isNobodyThere(joining, taskOf(ALICE).sid)).toBe(true)
})

test('a customer of whom Twilio does not say yet whether they have joined is one', () => {
  const joining = chatOf().participants.map((one) => ({ ...one, inConversation: 'unknown' as const }))
  expect(isNobodyThere({ ...alone, participants: joining })).toBe(true)
})

test('a conversation that is inactive, in an active channel, has nobody too', () => {
  expect(isNobodyThere({ ...alone, conversation: { ...alone.conversation, state: 'inactive' } })).toBe(true)
})

describe('somebody is there, or nothing is to be done,', () => {
  test.each<[string, Observation]>([
    ['while an agent is inside', chatOf(ALICE)],
    ['while an invite is out', withInvite(alone, inviteOf(), inviteTask('pending'))],
    ['while a supervisor is there', { ...alone, participants: [...alone.participants, supervisor('supervisor')] }],
    ['while somebody unknown is there', { ...alone, participants: [...alone.participants, supervisor('unknown')] }],
    ['when the customer has left', { ...alone, participants: customer('no') }],
    ['when no customer was ever there', { ...alone, participants: [] }],
    ['when the channel is not active', { ...alone, channel: { ...alone.channel, status: 'inactive' } }],
    ['when the conversation is closed', { ...alone, conversation: { ...alone.conversation, state: 'closed' } }],
    ['when the conversation is gone', { ...alone, conversation: { ...alone.conversation, state: 'gone' } }],
  ])('%s', (_when, chat) => {
    expect(isNobodyThere(chat)).toBe(false)
  })
})

function supervisor(type: string): Observation['participants'][number] {
  return { ...agent(ALICE), type }
}

function customer(inConversation: 'yes' | 'no'): Observation['participants'] {
  return chatOf().participants.map((one) => ({ ...one, inConversation }))
}

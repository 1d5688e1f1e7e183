import { expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
import { agent, ALICE, BOB, chatOf, INVITE_TASK, inviteOf, inviteTask, taskOf, testSid } from '../testing/chat.ts'
import { examined, stepsAtOnce, stepsOf, withInvite } from '../testing/look.ts'
import { customerGone } from './customer-gone.ts'

const CUSTOMER = { participantSid: testSid('UT', 99), memberSid: testSid('MB', 99) }
const memory = { customers: [CUSTOMER] }

/** The chat after its customer has left channel and conversation. */
const without = (chat: Observation): Observation => ({
  ...chat,
  participants: chat.participants.filter(({ type }) => type !== 'customer'),
  conversation: {
    ...chat.conversation,
    memberSids: chat.conversation.memberSids.filter((sid) => sid !== CUSTOMER.memberSid),
  },
})

test('invites are canceled: nobody is to be called to an empty room', () => {
  const chat = without(withInvite(chatOf(ALICE), inviteOf(), inviteTask('pending')))
  expect(stepsAtOnce(customerGone, chat, { memory })).toEqual([])
  expect(stepsOf(customerGone, chat, { memory })).toMatchObject([{ kind: 'cancelTask', taskSid: INVITE_TASK }])
})

test('the channel is closed when nobody is left in it', () => {
  const chat = without(chatOf())
  expect(stepsOf(customerGone, chat, { memory })).toEqual([
    { kind: 'closeChannel', channel: chat.channel, status: 'closed' },
  ])
})

test('an agent whose task is done keeps nothing open', () => {
  const chat = without({ ...chatOf(), tasks: [{ ...taskOf(BOB), status: 'completed' }] })
  expect(stepsOf(customerGone, chat, { memory })).toMatchObject([{ kind: 'closeChannel' }])
})

test('of two customers, one who has gone leaves the other one to be served', () => {
  const other = { participantSid: testSid('UT', 98), memberSid: testSid('MB', 98) }
  const chat = without(chatOf())
  const stays = {
    ...chat,
    conversation: { ...chat.conversation, memberSids: [...chat.conversation.memberSids, other.memberSid] },
  } as Observation
  expect(stepsOf(customerGone, stays, { memory: { customers: [CUSTOMER, other] } })).toEqual([])
})

test('an agent who is inside ends the conversation on their own', () => {
  expect(stepsOf(customerGone, without(chatOf(ALICE)), { memory })).toEqual([])
})

test('an agent in wrap-up is left to finish it', () => {
  const wrapping = {
    ...without(chatOf()),
    participants: [agent(BOB)],
    tasks: [{ ...taskOf(BOB), status: 'wrapping' as const }],
  }
  expect(stepsOf(customerGone, wrapping, { memory })).toEqual([])
})

test('somebody who has accepted and is not visible yet is waited for', () => {
  const chat = without(withInvite(chatOf(), inviteOf(), inviteTask('assigned')))
  expect(stepsOf(customerGone, chat, { memory })).toEqual([])
})

test('a customer whom nobody has ever seen is not gone', () => {
  expect(stepsOf(customerGone, without(chatOf()))).toEqual([])
})

test('a customer who is in one of the two lists is not gone', () => {
  const inChannel = without(chatOf())
  const lag = chatOf()
  expect(stepsOf(customerGone, { ...inChannel, participants: lag.participants }, { memory })).toEqual([])
  expect(stepsOf(customerGone, { ...inChannel, conversation: lag.conversation }, { memory })).toEqual([])
})

test('a customer whom Twilio still lists in the channel and no longer in the conversation is gone', () => {
  const chat = without(chatOf())
  const participants = chatOf().participants.map((one) => ({ ...one, inConversation: 'no' as const }))
  expect(stepsOf(customerGone, { ...chat, participants }, { memory })).toMatchObject([{ kind: 'closeChannel' }])
})

test('canceling the invites is not the first try of closing the channel', () => {
  const first = examined(customerGone, without(withInvite(chatOf(), inviteOf(), inviteTask('pending'))), { memory })
  const second = examined(customerGone, without(chatOf()), { memory })
  expect(first.repair?.condition).toBe('customer-gone invites')
  expect(second.repair?.condition).toBe('customer-gone channel')
  expect(second.suspicions.map(({ condition }) => condition)).toEqual(['customer-gone', 'customer-gone channel'])
})

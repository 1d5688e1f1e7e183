import { describe, expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
import { agent, ALICE, chatOf, INVITE_TASK, inviteOf, inviteTask, NOW_MS } from '../testing/chat.ts'
import { lookAt, reconciled, stepsAtOnce, stepsOf, withInvite } from '../testing/look.ts'
import { channelEnded } from './channel-ended.ts'

const ended = (chat: Observation, status = 'closed'): Observation => ({ ...chat, channel: { ...chat.channel, status } })

const conversation = (chat: Observation, change: Partial<Observation['conversation']>): Observation => ({
  ...chat,
  conversation: { ...chat.conversation, ...change },
})

test('an active channel has not ended', () => {
  expect(channelEnded.examine(lookAt(chatOf(ALICE)))).toEqual({ suspicions: [] })
})

describe.each(['closed', 'failed', 'gone'])('when the channel is %s', (status) => {
  test.each(['pending', 'reserved'] as const)('an invite that is %s is canceled', (taskStatus) => {
    const chat = ended(withInvite(chatOf(ALICE), inviteOf(), inviteTask(taskStatus)), status)
    expect(stepsAtOnce(channelEnded, chat)).toMatchObject([{ kind: 'cancelTask', taskSid: INVITE_TASK, etag: '3' }])
  })

  test('a conversation that was left open is closed', () => {
    expect(stepsAtOnce(channelEnded, ended(chatOf(ALICE), status))).toEqual([
      { kind: 'closeConversation', conversationSid: chatOf().conversation.sid },
    ])
  })

  test('no other rule is asked, even when nothing is left to do', () => {
    const chat = conversation(ended(chatOf(ALICE), status), { state: 'closed' })
    expect(channelEnded.examine(lookAt(chat))).toEqual({ suspicions: [], endsLook: true })
    expect(reconciled(chat)).toMatchObject({ kind: 'well' })
  })
})

test('an invite that was accepted just before the end is completed when its agent has had time to join', () => {
  const chat = ended(withInvite(chatOf(), inviteOf(), inviteTask('assigned')))
  expect(stepsAtOnce(channelEnded, chat)).toEqual([])
  expect(stepsOf(channelEnded, chat)).toMatchObject([{ kind: 'completeTask', taskSid: INVITE_TASK }])
})

test('the list of invites is cleared before the conversation is closed', () => {
  const listed = conversation(ended(chatOf(ALICE)), { attributes: { invites: { [INVITE_TASK]: {} } } })
  expect(stepsAtOnce(channelEnded, listed)).toMatchObject([{ kind: 'writeInvites', keys: { invites: {} } }])
})

test('clearing the list is not the first try of closing the conversation', () => {
  const tries = { 'channel-ended list': { count: 1, lastAtMs: NOW_MS } }
  expect(reconciled(ended(chatOf(ALICE)), { memory: { tries } })).toMatchObject({
    kind: 'repair',
    steps: [{ kind: 'closeConversation' }],
  })
  const listed = conversation(ended(chatOf(ALICE)), { attributes: { invites: { [INVITE_TASK]: {} } } })
  expect(reconciled(listed)).toMatchObject({ memory: { tries } })
})

test.each(['closed', 'gone', 'initializing'])('a conversation that is %s is not touched', (state) => {
  expect(stepsAtOnce(channelEnded, conversation(ended(chatOf(ALICE)), { state }))).toEqual([])
})

test('a conversation that is inactive is closed too', () => {
  const chat = conversation(ended(chatOf(ALICE)), { state: 'inactive' })
  expect(stepsAtOnce(channelEnded, chat)).toMatchObject([{ kind: 'closeConversation' }])
})

test('a conversation of which nothing says that it is the channel’s is not closed', () => {
  const nameless = { ...ended(chatOf()), participants: [], tasks: [] }
  expect(stepsAtOnce(channelEnded, nameless)).toEqual([])
  const stranger = { ...ended(chatOf(ALICE)), participants: [{ ...agent(ALICE), conversationSid: 'CHother' as const }] }
  expect(stepsAtOnce(channelEnded, stranger)).toEqual([])
})

test('our own record in the conversation says whose it was when the channel has been deleted', () => {
  const nameless = { ...ended(chatOf(), 'gone'), participants: [], tasks: [] }
  const attributes = { conversationTransfer: { channelSid: nameless.channel.channelSid } }
  expect(stepsAtOnce(channelEnded, conversation(nameless, { attributes }))).toMatchObject([
    { kind: 'closeConversation' },
  ])
})

test('a grace is counted from when it was first seen', () => {
  const chat = ended(withInvite(chatOf(), inviteOf(), inviteTask('assigned')))
  const firstSeen = { [`channel-ended ${INVITE_TASK}`]: NOW_MS - 14_999 }
  expect(stepsAtOnce(channelEnded, chat, { memory: { firstSeen } })).toEqual([])
})

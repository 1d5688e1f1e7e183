import { describe, expect, test } from 'vitest'
import { testSid } from '../testing/chat.ts'
import { commandAnswer } from './command-answer.ts'
import { lookAnswer } from './look-answer.ts'

const inviteTaskSid = testSid('WT', 1)

describe('an answer that a client can read', () => {
  test.each([
    { result: 'done', of: 'invite', inviteTaskSid, state: 'waiting', remarks: ['target_at_capacity'] },
    ...['canceled', 'accepted', 'ended', 'sentBack'].map((state) => ({
      result: 'done',
      of: 'cancel',
      inviteTaskSid,
      state,
    })),
    ...['goesOn', 'closed', 'inactive', 'requeued', 'stranded'].map((conversation) => ({
      result: 'done',
      of: 'departure',
      conversation,
    })),
    { result: 'refused', code: 'a_newer_code', message: 'No.' },
    { result: 'refused', code: 'attributes_too_large', message: 'No.', charactersOver: 7 },
    { result: 'failed', code: 'a_newer_code', message: 'Oh.', mayRepeat: true },
    { result: 'failed', code: 'x', message: '', mayRepeat: false, known: { inviteTaskSid, departed: 'unknown' } },
  ])('%j', (answer) => {
    expect(commandAnswer.parse(answer)).toEqual(answer)
  })
})

test('what a newer version has added to an answer is left out', () => {
  const answer = { result: 'refused', code: 'busy', message: 'Busy.' }
  expect(commandAnswer.parse({ ...answer, newer: 1 })).toEqual(answer)
})

test.each([
  { result: 'done' },
  { result: 'done', of: 'invite', inviteTaskSid: 'WT1', state: 'waiting', remarks: [] },
  { result: 'done', of: 'departure', conversation: 'lost' },
  { result: 'refused', message: 'No.' },
  { result: 'failed', code: 'x', message: 'Oh.' },
  'done',
])('what is no answer is not taken for one: %j', (answer) => {
  expect(commandAnswer.safeParse(answer).success).toBe(false)
})

describe('what a look answers', () => {
  const refusal = { code: 'busy', message: 'Somebody else is acting.' }
  const seen = {
    result: 'seen',
    channelStatus: 'active',
    agents: [{ participantSid: testSid('UT', 1), workerSid: testSid('WK', 1), taskSid: inviteTaskSid }],
    invites: [
      {
        taskSid: inviteTaskSid,
        mode: 'cold',
        state: 'ringing',
        targetType: 'worker',
        targetSid: testSid('WK', 2),
        targetName: 'Bob',
      },
    ],
    taskSids: [inviteTaskSid],
    refusals: { transfer: refusal, remove: { [testSid('UT', 1)]: refusal }, cancelInvite: {} },
  }

  test('can be read, with and without what was not asked for', () => {
    expect(lookAnswer.parse(seen)).toEqual(seen)
    const target = { type: 'worker', sid: testSid('WK', 2), name: 'Bob', available: true, freeCapacity: 1, refusal }
    const whole = { ...seen, targets: [target], backend: { aliveAtMs: 1, mode: 'repair' } }
    expect(lookAnswer.parse(whole)).toEqual(whole)
    const failed = { result: 'failed', code: 'token_invalid', message: 'Log in again.', mayRepeat: false }
    expect(lookAnswer.parse(failed)).toEqual(failed)
  })

  test('is not read where it says less than that', () => {
    expect(lookAnswer.safeParse({ ...seen, refusals: {} }).success).toBe(false)
    expect(lookAnswer.safeParse({ ...seen, taskSids: ['WT1'] }).success).toBe(false)
  })
})

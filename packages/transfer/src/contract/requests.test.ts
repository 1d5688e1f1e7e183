import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { testSid } from '../testing/chat.ts'
import { cancelInviteRequest } from './cancel-invite-request.ts'
import { inviteRequest } from './invite-request.ts'
import { leaveRequest } from './leave-request.ts'
import { lookRequest } from './look-request.ts'
import { removeRequest } from './remove-request.ts'
import { transferRequest } from './transfer-request.ts'

const reference = {
  Token: 'token',
  interactionSid: testSid('KD', 1),
  channelSid: testSid('UO', 1),
  conversationSid: testSid('CH', 1),
}
const target = { targetType: 'queue', targetSid: testSid('WQ', 1), transferId: 'a-transfer-1' }

const requests: readonly [string, z.ZodType<{ taskSids: readonly string[] }>, object][] = [
  ['transfer', transferRequest, target],
  ['invite', inviteRequest, target],
  ['cancel-invite', cancelInviteRequest, { inviteTaskSid: testSid('WT', 1) }],
  ['remove', removeRequest, { participantSid: testSid('UT', 1) }],
  ['leave', leaveRequest, {}],
  ['look', lookRequest, {}],
]

const wrongIn = (schema: z.ZodType, body: object): string[] =>
  (schema.safeParse(body).error?.issues ?? []).map(({ path }) => path.join('.'))

describe.each(requests)('%s', (_name, schema, fields) => {
  const valid = { ...reference, ...fields }

  test('takes what it needs, and knows no tasks unless it is told', () => {
    expect(schema.parse(valid)).toMatchObject({ ...valid, taskSids: [] })
  })

  test.each(['Token', 'interactionSid', 'channelSid', 'conversationSid', ...Object.keys(fields)])(
    'is not valid without %s',
    (field) => {
      expect(wrongIn(schema, { ...valid, [field]: undefined })).toEqual([field])
    },
  )

  test('is not valid with an empty token, or one that is too long', () => {
    expect(wrongIn(schema, { ...valid, Token: '' })).toEqual(['Token'])
    expect(wrongIn(schema, { ...valid, Token: 'x'.repeat(8_193) })).toEqual(['Token'])
    expect(wrongIn(schema, { ...valid, Token: 'x'.repeat(8_192) })).toEqual([])
  })

  test('reads at most twelve hints, each once', () => {
    const hints = Array.from({ length: 20 }, (_, index) => testSid('WT', index))
    const { taskSids } = schema.parse({ ...valid, taskSids: [hints[0], ...hints].join(',') })
    expect(taskSids).toEqual(hints.slice(0, 12))
  })

  test('does not mind a comma too many', () => {
    expect(schema.parse({ ...valid, taskSids: `,${testSid('WT', 1)},` }).taskSids).toEqual([testSid('WT', 1)])
  })

  test('is not valid with hints that are neither a text nor a list', () => {
    expect(wrongIn(schema, { ...valid, taskSids: 7 })).toEqual(['taskSids'])
  })
})

describe('what may be left out, a form leaves out by an empty field:', () => {
  test('the note and the reason', () => {
    const { note, reason } = inviteRequest.parse({ ...reference, ...target, note: '', reason: '' })
    expect([note, reason]).toEqual([undefined, undefined])
    const long = { ...reference, ...target, note: 'x'.repeat(1_000), reason: 'x'.repeat(100) }
    expect(wrongIn(inviteRequest, long)).toEqual([])
    expect(wrongIn(inviteRequest, { ...long, reason: 'x'.repeat(101) })).toEqual(['reason'])
  })

  test('who leaves', () => {
    const body = { ...reference, ...target, fromWorkerSid: '', fromParticipantSid: '' }
    expect(transferRequest.parse(body)).toMatchObject({ fromWorkerSid: undefined, fromParticipantSid: undefined })
    const named = { ...body, fromWorkerSid: testSid('WK', 1), fromParticipantSid: testSid('UT', 1) }
    expect(transferRequest.parse(named)).toMatchObject({
      fromWorkerSid: testSid('WK', 1),
      fromParticipantSid: testSid('UT', 1),
    })
    expect(wrongIn(transferRequest, { ...body, fromWorkerSid: testSid('UT', 1) })).toEqual(['fromWorkerSid'])
    expect(wrongIn(transferRequest, { ...body, fromParticipantSid: testSid('WK', 1) })).toEqual(['fromParticipantSid'])
  })

  test('what somebody leaves: the conversation, unless they say that it is the wrap-up', () => {
    expect(leaveRequest.parse(reference).ends).toBe('conversation')
    expect(leaveRequest.parse({ ...reference, ends: '' }).ends).toBe('conversation')
    expect(leaveRequest.parse({ ...reference, ends: 'wrapup' }).ends).toBe('wrapup')
    expect(wrongIn(leaveRequest, { ...reference, ends: 'day' })).toEqual(['ends'])
    expect(wrongIn(leaveRequest, { ...reference, participantSid: 'me' })).toEqual(['participantSid'])
  })
})

test('a transferId has between 8 and 64 plain characters', () => {
  const body = { ...reference, ...target }
  expect(wrongIn(inviteRequest, { ...body, transferId: 'x'.repeat(64) })).toEqual([])
  expect(wrongIn(inviteRequest, { ...body, transferId: 'x'.repeat(65) })).toEqual(['transferId'])
  expect(wrongIn(inviteRequest, { ...body, transferId: 'x'.repeat(7) })).toEqual(['transferId'])
  expect(wrongIn(inviteRequest, { ...body, transferId: 'transfer-1:2' })).toEqual(['transferId'])
})

test('targets are searched for by a text that is not too long; an empty one finds everybody', () => {
  expect(lookRequest.parse({ ...reference, search: '' }).search).toBe('')
  expect(lookRequest.parse(reference).search).toBeUndefined()
  expect(wrongIn(lookRequest, { ...reference, search: 'x'.repeat(101) })).toEqual(['search'])
})

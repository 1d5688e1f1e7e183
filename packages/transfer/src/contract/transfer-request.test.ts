import { describe, expect, test } from 'vitest'
import { testSid } from '../testing/chat.ts'
import { transferRequest } from './transfer-request.ts'

const valid = {
  Token: 'token',
  transferId: 'a-transfer-1',
  interactionSid: testSid('KD', 1),
  channelSid: testSid('UO', 1),
  conversationSid: testSid('CH', 1),
  targetType: 'worker',
  targetSid: testSid('WK', 2),
}

test('a request without hints names no tasks', () => {
  expect(transferRequest.parse(valid).taskSids).toEqual([])
})

test('a form names tasks with commas between them, JSON as a list', () => {
  const taskSids = [testSid('WT', 1), testSid('WT', 2)]
  expect(transferRequest.parse({ ...valid, taskSids: taskSids.join(',') }).taskSids).toEqual(taskSids)
  expect(transferRequest.parse({ ...valid, taskSids }).taskSids).toEqual(taskSids)
})

test('what a newer client has added to a request is left out', () => {
  expect(transferRequest.parse({ ...valid, newer: 1 })).toEqual(transferRequest.parse(valid))
})

describe('a request is not valid', () => {
  const cases: [why: string, change: object, path: string][] = [
    ['without a token', { Token: undefined }, 'Token'],
    ['without a transferId', { transferId: undefined }, 'transferId'],
    ['with a transferId that is too short', { transferId: '1' }, 'transferId'],
    ['with a transferId that could break a query', { transferId: 'a"b == c--d' }, 'transferId'],
    ['with the sid of something else', { channelSid: testSid('CH', 1) }, 'channelSid'],
    ['with a sid in capitals', { conversationSid: testSid('CH', 1).replace('0', 'F') }, 'conversationSid'],
    ['with an unknown kind of target', { targetType: 'team' }, 'targetType'],
    ['with a queue where a worker is meant', { targetSid: testSid('WQ', 1) }, 'targetSid'],
    ['with a worker where a queue is meant', { targetType: 'queue' }, 'targetSid'],
    ['with a hint that is no task', { taskSids: 'WR1' }, 'taskSids.0'],
    ['with too many hints', { taskSids: Array.from({ length: 51 }, () => testSid('WT', 1)) }, 'taskSids'],
    ['with a note that is too long', { note: 'x'.repeat(1001) }, 'note'],
    ['with a list where a text is meant', { note: ['x'] }, 'note'],
  ]
  test.each(cases)('%s', (_why, change, path) => {
    const { error } = transferRequest.safeParse({ ...valid, ...change })
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })
})

import { expect, test } from 'vitest'
import type { Observation, PresentTask } from './observation.ts'
import {
  agent,
  ALICE,
  BOB,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  NOW_MS,
  taskOf,
  testSid,
} from './testing/chat.ts'
import { withInvite } from './testing/look.ts'
import { joiningTask, waitingTasks } from './waiting.ts'

const sids = (chat: Observation, except?: PresentTask['sid']): string[] =>
  waitingTasks(chat, except).map(({ sid }) => sid)

const having = (status: PresentTask['status'], workerSid = BOB): Observation =>
  withInvite(chatOf(), inviteOf(), {
    ...inviteTask(status),
    reservations: [{ sid: testSid('WR', 50), workerSid, status: 'accepted', createdAtMs: NOW_MS }],
  })

test.each(['pending', 'reserved', 'assigned'] as const)('a task that is %s is waited for', (status) => {
  expect(sids(having(status))).toEqual([INVITE_TASK])
})

test.each(['wrapping', 'completed', 'canceled'] as const)('a task that is %s is not waited for', (status) => {
  expect(sids(having(status))).toEqual([])
})

test('whoever made it: the customer’s first task is waited for too', () => {
  const first = { ...taskOf(ALICE), status: 'pending' as const }
  expect(sids({ ...chatOf(), tasks: [first] })).toEqual([first.sid])
})

test('a task that is gone is not waited for', () => {
  expect(sids({ ...chatOf(), tasks: [{ sid: INVITE_TASK, status: 'gone' }] })).toEqual([])
})

test('an assigned task whose agent is in the list is not waited for', () => {
  expect(sids(chatOf(ALICE))).toEqual([])
})

test('the task of somebody who has just been taken out is not waited for', () => {
  expect(sids(having('assigned'), INVITE_TASK)).toEqual([])
})

test('somebody is joining who has accepted and is not in the list yet', () => {
  expect(joiningTask(having('assigned'), BOB)?.sid).toBe(INVITE_TASK)
  expect(joiningTask(having('assigned'), ALICE)).toBeUndefined()
  expect(joiningTask(having('reserved'), BOB)).toBeUndefined()
  const ringing = { ...inviteTask('assigned'), reservations: [reservation('pending')] }
  expect(joiningTask(withInvite(chatOf(), inviteOf(), ringing), BOB)).toBeUndefined()
  const joined = { ...having('assigned'), participants: [{ ...agent(BOB), taskSid: INVITE_TASK }] }
  expect(joiningTask(joined, BOB)).toBeUndefined()
})

function reservation(status: string): PresentTask['reservations'][number] {
  return { sid: testSid('WR', 51), workerSid: BOB, status, createdAtMs: NOW_MS }
}

test('whoever accepts what they declined before is joining', () => {
  const offered = (number: number, status: string) => {
    return { sid: testSid('WR', number), workerSid: BOB, status, createdAtMs: NOW_MS + number }
  }
  const chat = withInvite(chatOf(), inviteOf(), {
    ...inviteTask('assigned'),
    reservations: [offered(50, 'rejected'), offered(51, 'accepted')],
  })
  expect(joiningTask(chat, BOB)?.sid).toBe(INVITE_TASK)
  expect(joiningTask(chat, ALICE)).toBeUndefined()
})

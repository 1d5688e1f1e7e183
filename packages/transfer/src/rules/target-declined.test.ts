import { expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
import type { WorkerSid } from '../sid.ts'
import {
  ALICE,
  BOB,
  CAROL,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  NOW_MS,
  SALES,
  taskOf,
  testSid,
} from '../testing/chat.ts'
import { examined, stepsAtOnce, withInvite } from '../testing/look.ts'
import { targetDeclined } from './target-declined.ts'

function rungAt(...rings: readonly (readonly [WorkerSid, string])[]): Observation {
  const reservations = rings.map(([workerSid, status], index) => ({
    sid: testSid('WR', index),
    workerSid,
    status,
    createdAtMs: NOW_MS + index,
  }))
  const status = reservations.some((one) => one.status === 'pending') ? 'reserved' : 'pending'
  return withInvite(chatOf(ALICE), inviteOf(), { ...inviteTask(status), reservations })
}

test('an invite whose one agent has declined is canceled, and counts as failed', () => {
  expect(stepsAtOnce(targetDeclined, rungAt([BOB, 'rejected']))).toEqual([
    { kind: 'cancelTask', taskSid: INVITE_TASK, etag: '3', reason: 'Declined' },
  ])
  expect(examined(targetDeclined, rungAt([BOB, 'rejected'])).repair?.remember).toEqual({
    verdicts: { [INVITE_TASK]: 'failed', [taskOf(ALICE).sid]: 'served' },
  })
})

test('so is one that its agent let ring out', () => {
  expect(stepsAtOnce(targetDeclined, rungAt([BOB, 'timeout']))).toMatchObject([{ reason: 'Not answered' }])
})

test('so is one that rings at the same agent again', () => {
  expect(stepsAtOnce(targetDeclined, rungAt([BOB, 'rejected'], [BOB, 'pending']))).toMatchObject([
    { reason: 'Declined' },
  ])
})

test('where the workflow has gone on to somebody else, their answer is awaited', () => {
  expect(stepsAtOnce(targetDeclined, rungAt([BOB, 'rejected'], [CAROL, 'pending']))).toEqual([])
})

test('one that rings for the first time, or has not rung yet, is awaited', () => {
  expect(stepsAtOnce(targetDeclined, rungAt([BOB, 'pending']))).toEqual([])
  expect(stepsAtOnce(targetDeclined, rungAt())).toEqual([])
})

test('that somebody else has declined does not matter', () => {
  expect(stepsAtOnce(targetDeclined, rungAt([CAROL, 'rejected']))).toEqual([])
})

test('an invite to a queue goes on to others by itself', () => {
  const chat = rungAt([BOB, 'rejected'])
  const invites = [{ ...inviteOf(), target: { type: 'queue', sid: SALES, name: 'Sales' } as const }]
  expect(stepsAtOnce(targetDeclined, { ...chat, invites })).toEqual([])
})

test('one that was accepted in the end is not touched', () => {
  const chat = rungAt([BOB, 'rejected'], [BOB, 'accepted'])
  const tasks = chat.tasks.map((task) =>
    task.sid === INVITE_TASK && task.status !== 'gone' ? { ...task, status: 'assigned' as const } : task,
  )
  expect(stepsAtOnce(targetDeclined, { ...chat, tasks })).toEqual([])
})

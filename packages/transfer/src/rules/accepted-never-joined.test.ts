import { expect, test } from 'vitest'
import { agent, ALICE, BOB, chatOf, INVITE_TASK, inviteOf, inviteTask, taskOf } from '../testing/chat.ts'
import { examined, lookAt, stepsAtOnce, stepsOf, withInvite } from '../testing/look.ts'
import { acceptedNeverJoined } from './accepted-never-joined.ts'

const accepted = withInvite(chatOf(), inviteOf(), inviteTask('assigned'))

test('a task that was accepted and whose agent does not come is completed, and counts as failed', () => {
  expect(stepsAtOnce(acceptedNeverJoined, accepted)).toEqual([])
  expect(stepsOf(acceptedNeverJoined, accepted)).toMatchObject([
    { kind: 'completeTask', taskSid: INVITE_TASK, etag: '3' },
  ])
  expect(examined(acceptedNeverJoined, accepted).repair?.remember).toEqual({ verdicts: { [INVITE_TASK]: 'failed' } })
})

test('so is the customer’s first task', () => {
  const chat = { ...chatOf(), tasks: [taskOf(ALICE)] }
  expect(stepsOf(acceptedNeverJoined, chat)).toMatchObject([{ kind: 'completeTask', taskSid: taskOf(ALICE).sid }])
})

test.each(['pending', 'reserved', 'wrapping', 'completed', 'canceled'] as const)('one that is %s is not', (status) => {
  const chat = withInvite(chatOf(), inviteOf(), inviteTask(status))
  expect(acceptedNeverJoined.examine(lookAt(chat))).toEqual({ suspicions: [] })
})

test('one whose agent is in the channel is not', () => {
  const joined = { ...accepted, participants: [...accepted.participants, { ...agent(BOB), taskSid: INVITE_TASK }] }
  expect(stepsOf(acceptedNeverJoined, joined)).toEqual([])
})

test('one whose agent has been seen in the channel is not, whatever the lists say now', () => {
  expect(stepsOf(acceptedNeverJoined, accepted, { memory: { joinedTaskSids: [INVITE_TASK] } })).toEqual([])
})

import { describe, expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
import { agent, ALICE, BOB, chatOf, INVITE_TASK, inviteOf, inviteTask, testSid } from '../testing/chat.ts'
import { stepsAtOnce, withInvite } from '../testing/look.ts'
import { senderNotReleased } from './sender-not-released.ts'

const handedOver = (status: Parameters<typeof inviteTask>[0]): Observation =>
  withInvite(chatOf(ALICE), inviteOf(), inviteTask(status))

const release = { kind: 'closeParticipant', participantSid: agent(ALICE).participantSid, status: 'closed' }

/** Bob has followed the invite. */
const joined: Observation = {
  ...handedOver('assigned'),
  participants: [...chatOf(ALICE).participants, { ...agent(BOB), taskSid: INVITE_TASK }],
}

test.each(['pending', 'reserved', 'assigned'] as const)('the sender goes while the invite is %s', (status) => {
  expect(stepsAtOnce(senderNotReleased, handedOver(status))).toMatchObject([release])
})

test('the sender goes into wrap-up where that is configured', () => {
  const options = { policy: { wrapup: 'wrapup' } } as const
  expect(stepsAtOnce(senderNotReleased, handedOver('pending'), options)).toMatchObject([
    { ...release, status: 'wrapup' },
  ])
})

test.each(['canceled', 'completed'] as const)(
  'the sender stays when the invite is %s and nobody is there',
  (status) => {
    expect(stepsAtOnce(senderNotReleased, handedOver(status))).toEqual([])
    expect(stepsAtOnce(senderNotReleased, withInvite(chatOf(ALICE), inviteOf()))).toEqual([])
  },
)

test('the sender goes when the target is inside', () => {
  expect(stepsAtOnce(senderNotReleased, joined)).toMatchObject([release])
})

describe('when the sender is to go when the target is there', () => {
  const onAccept = { policy: { release: 'on_accept' } } as const

  test('the sender stays until then', () => {
    expect(stepsAtOnce(senderNotReleased, handedOver('reserved'), onAccept)).toEqual([])
    expect(stepsAtOnce(senderNotReleased, handedOver('assigned'), onAccept)).toEqual([])
  })

  test('the sender goes then', () => {
    expect(stepsAtOnce(senderNotReleased, joined, onAccept)).toMatchObject([release])
  })
})

test('an invite may say so itself', () => {
  const chat = withInvite(chatOf(ALICE), inviteOf({ release: 'on_accept' }), inviteTask('pending'))
  expect(stepsAtOnce(senderNotReleased, chat)).toEqual([])
})

test('an agent who was invited back is another participant, and stays', () => {
  const back = { ...agent(ALICE), participantSid: testSid('UT', 71) }
  const chat = { ...handedOver('pending'), participants: [...chatOf().participants, back] }
  expect(stepsAtOnce(senderNotReleased, chat)).toEqual([])
})

test('whoever makes a warm invite stays', () => {
  expect(
    stepsAtOnce(senderNotReleased, withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask('pending'))),
  ).toEqual([])
})

test('nobody leaves for an invite of somebody else’s', () => {
  const foreign = { ...inviteOf(), mark: undefined }
  expect(stepsAtOnce(senderNotReleased, withInvite(chatOf(ALICE), foreign, inviteTask('pending')))).toEqual([])
})

import { expect, test } from 'vitest'
import { refusalsFor } from './refusals-for.ts'
import { agent, ALICE, BOB, CAROL, chatOf, INVITE_TASK, inviteOf, inviteTask, POLICY } from './testing/chat.ts'
import { withInvite } from './testing/look.ts'

const alice = { workerSid: ALICE, isSupervisor: false }
const supervisor = { workerSid: CAROL, isSupervisor: true }

test('whoever is alone with the customer may transfer and invite, and not leave', () => {
  expect(refusalsFor(alice, chatOf(ALICE), POLICY)).toMatchObject({
    leave: { code: 'nobody_would_stay' },
    remove: {},
    cancelInvite: {},
  })
  expect(refusalsFor(alice, chatOf(ALICE), POLICY)).not.toHaveProperty('transfer')
  expect(refusalsFor(alice, chatOf(ALICE), POLICY)).not.toHaveProperty('invite')
})

test('who is inside with another may do everything', () => {
  expect(refusalsFor(alice, chatOf(ALICE, BOB), POLICY)).toEqual({ remove: {}, cancelInvite: {} })
})

test('while an invite is out there is no transfer, and the invite may be canceled', () => {
  const chat = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask('pending'))
  expect(refusalsFor(alice, chat, POLICY)).toEqual({
    transfer: { code: 'invite_outstanding', message: expect.any(String) as string },
    remove: {},
    cancelInvite: {},
  })
})

test('a stranger may do nothing', () => {
  const chat = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask('pending'))
  const refusals = refusalsFor({ workerSid: BOB, isSupervisor: false }, chat, POLICY)
  expect(refusals).toMatchObject({
    transfer: { code: 'caller_not_inside' },
    invite: { code: 'caller_not_inside' },
    leave: { code: 'caller_not_inside' },
    remove: { [agent(ALICE).participantSid]: { code: 'caller_not_inside' } },
    cancelInvite: { [INVITE_TASK]: { code: 'caller_not_inside' } },
  })
})

test('a supervisor may act for those inside, and remove none who is the last', () => {
  expect(refusalsFor(supervisor, chatOf(ALICE), POLICY)).toMatchObject({
    remove: { [agent(ALICE).participantSid]: { code: 'nobody_would_stay' } },
  })
  expect(refusalsFor(supervisor, chatOf(ALICE), POLICY)).not.toHaveProperty('transfer')
})

test('what is switched off is refused', () => {
  const off = { ...POLICY, coldTransfer: false, multiParticipant: false }
  expect(refusalsFor(alice, chatOf(ALICE, BOB), off)).toMatchObject({
    transfer: { code: 'cold_transfer_off' },
    invite: { code: 'multi_participant_off' },
  })
})

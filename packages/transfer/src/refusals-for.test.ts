import { expect, test } from 'vitest'
import { refusalsFor } from './refusals-for.ts'
import { agent, ALICE, BOB, CAROL, chatOf, INVITE_TASK, inviteOf, inviteTask, POLICY, taskOf } from './testing/chat.ts'
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

test('who is inside with another may do everything: nothing is even named', () => {
  expect(refusalsFor(alice, chatOf(ALICE, BOB), POLICY)).toStrictEqual({ remove: {}, cancelInvite: {} })
})

test('whoever came in second may as well', () => {
  expect(refusalsFor({ workerSid: BOB, isSupervisor: false }, chatOf(ALICE, BOB), POLICY)).toEqual({
    remove: {},
    cancelInvite: {},
  })
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
  expect(refusalsFor(supervisor, chatOf(ALICE), POLICY)).not.toHaveProperty('invite')
})

test('what is switched off is refused', () => {
  const off = { ...POLICY, coldTransfer: false, multiParticipant: false }
  expect(refusalsFor(alice, chatOf(ALICE, BOB), off)).toMatchObject({
    transfer: { code: 'cold_transfer_off' },
    invite: { code: 'multi_participant_off' },
  })
})

test('a supervisor who is inside acts for themselves, one who is not for whoever is', () => {
  const inside = { workerSid: BOB, isSupervisor: true }
  expect(refusalsFor(inside, chatOf(ALICE, BOB), POLICY)).toEqual({ remove: {}, cancelInvite: {} })
  expect(refusalsFor(supervisor, chatOf(), POLICY)).toMatchObject({
    transfer: { code: 'sender_not_inside' },
    invite: { code: 'sender_not_inside' },
  })
})

test('an invite is refused for reasons of its own', () => {
  const policy = { ...POLICY, participantsMax: 2 }
  expect(refusalsFor(alice, chatOf(ALICE), policy)).toMatchObject({ invite: { code: 'too_many_participants' } })
  expect(refusalsFor(alice, chatOf(ALICE), policy)).not.toHaveProperty('transfer')
  const warmOff = refusalsFor(alice, chatOf(ALICE), { ...POLICY, multiParticipant: false })
  expect(warmOff).toMatchObject({ invite: { code: 'multi_participant_off' } })
  expect(warmOff).not.toHaveProperty('transfer')
})

test('somebody who is not listed yet is told what they would be refused for by then', () => {
  const joining = { ...chatOf(BOB), tasks: [taskOf(BOB), taskOf(ALICE)] }
  expect(refusalsFor(alice, joining, POLICY)).toMatchObject({
    leave: { code: 'caller_not_inside' },
    remove: { [agent(BOB).participantSid]: { code: 'caller_not_inside' } },
  })
})

test('nobody is told whether they may remove themselves, a customer, or a supervisor', () => {
  const chat = chatOf(ALICE)
  const participants = [...chat.participants, { ...agent(CAROL), type: 'supervisor' }]
  const stranger = { workerSid: BOB, isSupervisor: false }
  expect(Object.keys(refusalsFor(stranger, { ...chat, participants }, POLICY).remove)).toEqual([
    agent(ALICE).participantSid,
  ])
  expect(Object.keys(refusalsFor(alice, { ...chat, participants }, { ...POLICY, enabled: false }).remove)).toEqual([])
})

test('a command that is not decided yet is not refused', () => {
  const cold = withInvite(chatOf(), inviteOf(), inviteTask('pending'))
  expect(refusalsFor(supervisor, cold, POLICY).cancelInvite).toEqual({})
})

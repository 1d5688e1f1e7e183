import { expect, test } from 'vitest'
import type { ObservedInvite, ObservedReservation, PresentTask } from '../observation.ts'
import type { WorkerSid } from '../sid.ts'
import {
  agent,
  ALICE,
  BOB,
  CAROL,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  NOW_MS,
  SALES,
  testSid,
} from '../testing/chat.ts'
import { stepsAtOnce, withInvite } from '../testing/look.ts'
import { ringsAtInsider } from './rings-at-insider.ts'

const toSales: ObservedInvite = { ...inviteOf({ mode: 'warm' }), target: { type: 'queue', sid: SALES, name: 'Sales' } }

const ring = (number: number, workerSid: WorkerSid, status = 'pending'): ObservedReservation => ({
  sid: testSid('WR', number),
  workerSid,
  status,
  createdAtMs: NOW_MS,
})

function task(inside: readonly WorkerSid[], ...reservations: readonly ObservedReservation[]): PresentTask {
  const invited = inviteTask(reservations.some(({ status }) => status === 'pending') ? 'reserved' : 'pending')
  return { ...invited, attributes: { ...invited.attributes, workerSidsInConversation: inside }, reservations }
}

test('an invite that knows who is inside, and rings at somebody else, is left alone', () => {
  const chat = withInvite(chatOf(ALICE), toSales, task([ALICE], ring(1, CAROL)))
  expect(stepsAtOnce(ringsAtInsider, chat)).toEqual([])
})

test('an invite that does not know who is inside by now is told', () => {
  const chat = withInvite(chatOf(ALICE, BOB), toSales, task([ALICE]))
  expect(stepsAtOnce(ringsAtInsider, chat)).toMatchObject([
    { kind: 'refreshInside', taskSid: INVITE_TASK, etag: '3', workerSids: [ALICE, BOB] },
  ])
})

test('a list that is missing is made', () => {
  const chat = withInvite(chatOf(ALICE), toSales, inviteTask('pending'))
  expect(stepsAtOnce(ringsAtInsider, chat)).toMatchObject([{ kind: 'refreshInside', workerSids: [ALICE] }])
})

test('whoever hands the conversation over is not asked to take it back', () => {
  const cold = { ...toSales, mark: inviteOf().mark }
  expect(stepsAtOnce(ringsAtInsider, withInvite(chatOf(BOB), cold, task([ALICE, BOB])))).toEqual([])
})

test('a repair that brings it back to the sender may ask the sender', () => {
  const { fromParticipantSid: _nobody, ...mark } = inviteOf().mark
  const back = { ...toSales, mark }
  expect(stepsAtOnce(ringsAtInsider, withInvite(chatOf(BOB), back, task([BOB])))).toEqual([])
})

test('a ring at somebody inside is rejected', () => {
  const chat = withInvite(chatOf(ALICE, BOB), toSales, task([ALICE, BOB], ring(1, BOB)))
  expect(stepsAtOnce(ringsAtInsider, chat)).toEqual([
    { kind: 'rejectReservation', taskSid: INVITE_TASK, reservationSid: testSid('WR', 1) },
  ])
})

test('the third such ring ends the invite', () => {
  const rings = [ring(1, BOB, 'rejected'), ring(2, ALICE, 'rejected'), ring(3, BOB)]
  const chat = withInvite(chatOf(ALICE, BOB), toSales, task([ALICE, BOB], ...rings))
  expect(stepsAtOnce(ringsAtInsider, chat)).toMatchObject([{ kind: 'cancelTask', taskSid: INVITE_TASK }])
})

test('rings that others have declined do not count', () => {
  const rings = [ring(1, CAROL, 'rejected'), ring(2, CAROL, 'rejected'), ring(3, BOB)]
  const chat = withInvite(chatOf(ALICE, BOB), toSales, task([ALICE, BOB], ...rings))
  expect(stepsAtOnce(ringsAtInsider, chat)).toMatchObject([{ kind: 'rejectReservation' }])
})

test('an invite for somebody who is inside by now is canceled', () => {
  const chat = withInvite(chatOf(ALICE, BOB), inviteOf({ mode: 'warm' }), task([ALICE]))
  expect(stepsAtOnce(ringsAtInsider, chat)).toMatchObject([{ kind: 'cancelTask', taskSid: INVITE_TASK }])
})

test('an invite that was accepted is not touched', () => {
  const accepted = { ...task([]), status: 'assigned' as const }
  expect(stepsAtOnce(ringsAtInsider, withInvite(chatOf(ALICE, BOB), toSales, accepted))).toEqual([])
})

test('an agent in wrap-up is not inside, and may be asked', () => {
  const chat = withInvite(chatOf(ALICE), toSales, task([ALICE], ring(1, BOB)))
  const wrapping = { ...chat, participants: [...chat.participants, agent(BOB)] }
  expect(stepsAtOnce(ringsAtInsider, wrapping)).toEqual([])
})

test('only a ring that is on now is rejected, and only rings that were rejected count', () => {
  const old = [ring(1, ALICE, 'timeout'), ring(2, ALICE, 'rescinded')]
  const quiet = withInvite(chatOf(ALICE), toSales, task([ALICE], ...old))
  expect(stepsAtOnce(ringsAtInsider, quiet)).toEqual([])
  const third = withInvite(chatOf(ALICE), toSales, task([ALICE], ...old, ring(3, ALICE)))
  expect(stepsAtOnce(ringsAtInsider, third)).toMatchObject([{ kind: 'rejectReservation' }])
  const after = [ring(1, ALICE, 'rejected'), ring(2, ALICE, 'rejected')]
  expect(stepsAtOnce(ringsAtInsider, withInvite(chatOf(ALICE), toSales, task([ALICE], ...after)))).toEqual([])
})

test('whoever asked somebody in is not kept from being asked, once they have left', () => {
  const chat = withInvite(chatOf(BOB), toSales, task([BOB]))
  expect(stepsAtOnce(ringsAtInsider, chat)).toEqual([])
})

test('nobody is kept from being asked for a repair that names nobody', () => {
  const { fromParticipantSid: _nobody, fromWorkerSid: _either, ...mark } = inviteOf().mark
  const repair: ObservedInvite = { ...toSales, mark }
  expect(stepsAtOnce(ringsAtInsider, withInvite(chatOf(CAROL), repair, task([CAROL])))).toEqual([])
})

test('a mark that does not say who handed it over keeps nobody from being asked', () => {
  const nameless: ObservedInvite = { ...toSales, mark: { ...inviteOf().mark, fromWorkerSid: undefined } }
  expect(stepsAtOnce(ringsAtInsider, withInvite(chatOf(CAROL), nameless, task([CAROL])))).toEqual([])
})

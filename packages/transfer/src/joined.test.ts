import { expect, test } from 'vitest'
import { byJoining, isNewerOfTwo, joinedAtMs } from './joined.ts'
import type { Observation } from './observation.ts'
import { agent, ALICE, BOB, CAROL, chatOf, NOW_MS, taskOf, testSid } from './testing/chat.ts'

test('whoever has been inside for longest comes first, and with equal times the lower sid', () => {
  expect(byJoining(chatOf(CAROL, ALICE, BOB)).map(({ workerSid }) => workerSid)).toEqual([ALICE, BOB, CAROL])
  const atOnce = [CAROL, BOB].map((worker) => ({
    ...taskOf(worker),
    reservations: taskOf(worker).reservations.map((one) => ({ ...one, createdAtMs: NOW_MS })),
  }))
  for (const chat of [chatOf(CAROL, BOB), chatOf(BOB, CAROL)]) {
    expect(byJoining({ ...chat, tasks: atOnce }).map(({ workerSid }) => workerSid)).toEqual([BOB, CAROL])
  }
})

test('one joins with the reservation that was accepted; until the list shows it, with the task', () => {
  const [accepted] = taskOf(ALICE).reservations
  const declined = { sid: testSid('WR', 9), workerSid: BOB, status: 'rejected', createdAtMs: 1 }
  const reservations = accepted === undefined ? [declined] : [declined, accepted]
  expect(joinedAtMs({ ...taskOf(ALICE), reservations })).toBe(accepted?.createdAtMs)
  expect(joinedAtMs({ ...taskOf(ALICE), reservations: [declined] })).toBe(taskOf(ALICE).createdAtMs)
})

test('of the same worker inside twice, the one who came later is the newer', () => {
  const second = { ...agent(ALICE), participantSid: testSid('UT', 70), taskSid: testSid('WT', 70) }
  const task = {
    ...taskOf(ALICE),
    sid: testSid('WT', 70),
    reservations: taskOf(ALICE).reservations.map((one) => ({ ...one, createdAtMs: NOW_MS })),
  }
  const chat = chatOf(ALICE, BOB)
  const twice: Observation = { ...chat, participants: [second, ...chat.participants], tasks: [task, ...chat.tasks] }
  const newer = byJoining(twice).filter((one) => isNewerOfTwo(twice, one))
  expect(newer.map(({ participant }) => participant.participantSid)).toEqual([second.participantSid])
})

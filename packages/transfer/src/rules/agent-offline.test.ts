import { expect, test } from 'vitest'
import type { Observation } from '../observation.ts'
import { agent, ALICE, BOB, chatOf, inviteOf, inviteTask, SALES, taskOf } from '../testing/chat.ts'
import { ALL_READ, examined, lookAt, stepsAtOnce, stepsOf, withInvite } from '../testing/look.ts'
import { agentOffline } from './agent-offline.ts'

const options = { policy: { offlineGraceMs: 300_000, fallbackQueueSid: SALES } } as const

const chatWith = (available: boolean, chat = chatOf(ALICE)): Observation => ({
  ...chat,
  onDemand: { workers: { [ALICE]: { sid: ALICE, name: 'Alice', available } } },
})

test('the fallback queue is asked when the only agent has been away for the grace, and the agent goes when somebody comes', () => {
  expect(stepsAtOnce(agentOffline, chatWith(false), options)).toEqual([])
  expect(stepsOf(agentOffline, chatWith(false), options)).toMatchObject([
    {
      kind: 'createInvite',
      target: { type: 'queue', sid: SALES },
      mark: {
        mode: 'cold',
        release: 'on_accept',
        fromWorkerSid: ALICE,
        fromParticipantSid: agent(ALICE).participantSid,
      },
      taskAttributes: { workerSidsInConversation: [ALICE] },
    },
  ])
})

test('nothing is done, and nothing is read, unless it is configured', () => {
  expect(agentOffline.examine(lookAt(chatOf(ALICE)))).toEqual({ suspicions: [] })
})

test.each([
  ['who is available', chatWith(true)],
  ['beside another agent', chatWith(false, chatOf(ALICE, BOB))],
  [
    'while an invite is out',
    chatWith(false, withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask('pending'))),
  ],
  ['who has left already', chatWith(false, chatOf())],
  ['in a paused channel', { ...chatWith(false), channel: { ...chatOf().channel, status: 'pause' } }],
])('nothing is done about an agent %s', (_what, chat) => {
  expect(stepsOf(agentOffline, chat, options)).toEqual([])
})

test('whether the agent is there is read first, and the workflow where no queue is configured', () => {
  for (const chat of [chatOf(ALICE), { ...chatOf(ALICE), onDemand: ALL_READ }]) {
    expect(agentOffline.examine(lookAt(chat, options)).reads).toEqual([{ of: 'worker', sid: ALICE }])
  }
  const { workflow: _nothing, ...unread } = chatWith(false)
  expect(examined(agentOffline, unread, { policy: { offlineGraceMs: 1 } }).reads).toEqual([{ of: 'workflow' }])
})

test('it is a case for help where there is no queue to ask, or the attributes are too long', () => {
  const nowhere = examined(agentOffline, chatWith(false), { policy: { offlineGraceMs: 1 } })
  expect(nowhere.repair).toBeUndefined()
  expect(nowhere.alarm).toMatch(/no queue to ask/)
  const full = { ...chatOf(ALICE), tasks: [taskOf(ALICE, { form: 'x'.repeat(4_000) })] }
  const tooLong = examined(agentOffline, chatWith(false, full), options)
  expect(tooLong.repair).toBeUndefined()
  expect(tooLong.alarm).toMatch(/are \d+ too long/)
})

import { describe, expect, test } from 'vitest'
import type { CancelInviteCommand } from '../command.ts'
import { decide } from '../decide.ts'
import type { Decision } from '../decision.ts'
import type { InviteMark } from '../invite-mark.ts'
import type { Observation, PresentTask } from '../observation.ts'
import {
  agent,
  ALICE,
  BOB,
  CAROL,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  POLICY,
  SALES,
  taskOf,
  testSid,
} from '../testing/chat.ts'
import { withInvite } from '../testing/look.ts'
import { performFaultlessly } from '../testing/faultless-twilio.ts'

const command: CancelInviteCommand = {
  kind: 'cancelInvite',
  caller: { workerSid: ALICE, isSupervisor: false },
  requestId: 'request-1',
  inviteTaskSid: INVITE_TASK,
}
const bySupervisor: CancelInviteCommand = { ...command, caller: { workerSid: CAROL, isSupervisor: true } }

const warm = (task: Partial<PresentTask>, chat = chatOf(ALICE)): Observation =>
  withInvite(chat, inviteOf({ mode: 'warm' }), { ...inviteTask('pending'), ...task })

/** Nobody is inside any more: Alice has handed the conversation to Bob, who has not answered yet. */
const cold = (mark: Partial<InviteMark> = {}): Observation =>
  withInvite(chatOf(), inviteOf(mark), inviteTask('reserved'))

const worker = (available: boolean): Observation['onDemand'] & object => ({
  workers: { [ALICE]: { sid: ALICE, name: 'Alice', available } },
})

/** Carries it out on a Twilio where nothing goes wrong. */
function carryOut(asked: CancelInviteCommand, start: Observation, policy = POLICY) {
  const steps: string[] = []
  let seen = start
  for (let decisions = 0; decisions < 8; decisions++) {
    const decision = decide(asked, seen, policy)
    if (decision.kind !== 'steps') return { decision, steps, seen }
    steps.push(...decision.steps.map(({ kind }) => kind))
    seen = decision.steps.reduce(performFaultlessly, seen)
  }
  throw new Error('It does not come to an end.')
}

const outcome = (decision: Decision): unknown => (decision.kind === 'done' ? decision.outcome : decision)

describe('an invite that nobody has followed', () => {
  test.each(['pending', 'reserved'] as const)(
    'is canceled while it is %s, if it is still the one that was seen',
    (status) => {
      expect(decide(command, warm({ status }), POLICY)).toEqual({
        kind: 'steps',
        steps: [{ kind: 'cancelTask', taskSid: INVITE_TASK, etag: '3', reason: `Canceled by ${ALICE}` }],
      })
      const { decision, steps } = carryOut(command, warm({ status }))
      expect(steps).toEqual(['cancelTask', 'writeInvites'])
      expect(outcome(decision)).toEqual({ of: 'cancel', inviteTaskSid: INVITE_TASK, state: 'canceled' })
    },
  )

  test('may be canceled by a supervisor who is not inside', () => {
    expect(outcome(carryOut(bySupervisor, warm({})).decision)).toMatchObject({ state: 'canceled' })
  })
})

describe('it is an answer and no error', () => {
  test('that somebody was faster', () => {
    expect(outcome(carryOut(command, warm({ status: 'assigned' })).decision)).toMatchObject({ state: 'accepted' })
  })

  test('that it was canceled before by the same person', () => {
    const canceled = warm({ status: 'canceled', reason: `Canceled by ${ALICE}` })
    expect(outcome(carryOut(command, canceled).decision)).toMatchObject({ state: 'canceled' })
  })

  test.each([
    ['by somebody else', { status: 'canceled', reason: `Canceled by ${BOB}` }],
    ['by the workflow', { status: 'canceled', reason: 'Task canceled on Workflow timeout' }],
  ] as const)('that it had ended before, %s', (_who, task) => {
    expect(outcome(carryOut(command, warm(task)).decision)).toMatchObject({ state: 'ended' })
  })

  test('that TaskRouter has deleted it', () => {
    const gone = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }))
    expect(outcome(carryOut(command, gone).decision)).toMatchObject({ state: 'ended' })
  })
})

describe('when nobody is inside, the conversation is sent back', () => {
  test('to whoever handed it over', () => {
    const { decision, steps, seen } = carryOut(bySupervisor, { ...cold(), onDemand: worker(true) })
    expect(steps).toEqual(['cancelTask', 'createInvite', 'writeInvites'])
    expect(outcome(decision)).toMatchObject({ state: 'sentBack' })
    expect(seen.invites.at(-1)).toMatchObject({
      mark: { transferId: 'transfer-1:2', attempt: 2 },
      target: { type: 'worker', sid: ALICE },
    })
  })

  test('to the fallback queue when they are not available', () => {
    const policy = { ...POLICY, fallbackQueueSid: SALES }
    const { seen } = carryOut(bySupervisor, { ...cold(), onDemand: worker(false) }, policy)
    expect(seen.invites.at(-1)).toMatchObject({ target: { type: 'queue', sid: SALES } })
  })

  test('to nobody when there is nobody, and then it stays as it is', () => {
    const start = { ...cold(), onDemand: worker(false) }
    expect(carryOut(bySupervisor, start)).toMatchObject({
      steps: [],
      decision: { refusal: { code: 'nowhere_to_send_back' } },
    })
  })

  test('after asking whether they are available, and where the workflow leads', () => {
    expect(decide(bySupervisor, cold(), POLICY)).toEqual({ kind: 'read', reads: [{ of: 'worker', sid: ALICE }] })
    const { workflow: _nothing, ...unread } = { ...cold(), onDemand: worker(false) }
    expect(decide(bySupervisor, unread, POLICY)).toEqual({ kind: 'read', reads: [{ of: 'workflow' }] })
  })

  test('to the fallback queue when it was they who had been asked', () => {
    const toSender = withInvite(
      chatOf(),
      {
        ...inviteOf({ transferId: 'transfer-1:2', attempt: 2 }),
        target: { type: 'worker', sid: ALICE, name: 'Alice' },
      },
      inviteTask('reserved'),
    )
    const { seen } = carryOut(
      bySupervisor,
      { ...toSender, onDemand: worker(true) },
      { ...POLICY, fallbackQueueSid: SALES },
    )
    expect(seen.invites.at(-1)).toMatchObject({
      target: { type: 'queue', sid: SALES },
      mark: { transferId: 'transfer-1:3', attempt: 3 },
    })
  })

  test('after what is left of their wrap-up here has been closed, so that they are not in it twice', () => {
    const wrapping = { ...taskOf(ALICE), status: 'wrapping' as const }
    const chat = cold()
    const start = { ...chat, participants: [...chat.participants, agent(ALICE)], tasks: [...chat.tasks, wrapping] }
    const { steps } = carryOut(bySupervisor, { ...start, onDemand: worker(true) })
    expect(steps).toEqual(['cancelTask', 'closeParticipant', 'createInvite', 'writeInvites'])
  })

  test('to nobody when there is nobody any more: then it is canceled, and that is no refusal', () => {
    const reason = `Sent back by ${CAROL}`
    const halfway = withInvite(chatOf(), inviteOf(), { ...inviteTask('canceled'), reason })
    const { decision } = carryOut(bySupervisor, { ...halfway, onDemand: worker(false) })
    expect(outcome(decision)).toMatchObject({ state: 'canceled' })
  })

  test('once: a request that is repeated finds what the first has done', () => {
    const { seen } = carryOut(bySupervisor, { ...cold(), onDemand: worker(true) })
    const again = carryOut(bySupervisor, seen)
    expect(again).toMatchObject({ steps: [], decision: { outcome: { state: 'sentBack' } } })
  })

  test('also by a request that is repeated after a crash in the middle', () => {
    const reason = `Sent back by ${CAROL}`
    const halfway = withInvite(chatOf(), inviteOf(), { ...inviteTask('canceled'), reason })
    const { steps, decision } = carryOut(bySupervisor, { ...halfway, onDemand: worker(true) })
    expect(steps).toEqual(['createInvite', 'writeInvites'])
    expect(outcome(decision)).toMatchObject({ state: 'sentBack' })
  })

  test('not when another invite is out', () => {
    const other = { ...inviteOf({ transferId: 'transfer-2' }), taskSid: testSid('WT', 61) }
    const chat = withInvite(cold(), other, { ...inviteTask('pending'), sid: other.taskSid })
    expect(carryOut(bySupervisor, chat).steps).toEqual(['cancelTask', 'writeInvites'])
  })
})

describe('it is refused', () => {
  const stranger = { ...command, caller: { workerSid: BOB, isSupervisor: false } }
  const foreign = withInvite(chatOf(ALICE), { ...inviteOf(), mark: undefined }, inviteTask('pending'))
  const elsewhere = { ...warm({}), conversation: { ...warm({}).conversation, sid: testSid('CH', 2) } }

  test.each([
    ['to somebody who is not inside', stranger, warm({}), 'caller_not_inside'],
    ['for an invite that there is not', command, chatOf(ALICE), 'invite_not_found'],
    ['for an invite of somebody else’s', command, foreign, 'invite_not_found'],
    ['in another conversation', bySupervisor, elsewhere, 'conversation_not_of_channel'],
  ] as const)('%s', (_when, asked, chat, code) => {
    expect(decide(asked, chat, POLICY)).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  test('while the feature is off', () => {
    expect(decide(command, warm({}), { ...POLICY, enabled: false })).toMatchObject({ refusal: { code: 'not_enabled' } })
  })
})

test('an agent who has just accepted, and is not listed yet, is looked for once more', () => {
  const joining = { ...warm({}, chatOf()), tasks: [inviteTask('pending'), taskOf(ALICE)] }
  expect(decide(command, joining, POLICY)).toMatchObject({
    kind: 'notVisibleYet',
    refusal: { code: 'caller_not_inside' },
  })
  expect(agent(ALICE).taskSid).toBe(taskOf(ALICE).sid)
})

test('of two invites, the one that is named is canceled', () => {
  const second = testSid('WT', 60)
  const chat = withInvite(
    warm({}),
    { ...inviteOf({ mode: 'warm', transferId: 'transfer-2' }), taskSid: second },
    { ...inviteTask('pending'), sid: second },
  )
  expect(decide({ ...command, inviteTaskSid: second }, chat, POLICY)).toMatchObject({
    kind: 'steps',
    steps: [{ kind: 'cancelTask', taskSid: second }],
  })
})

describe('a request that is repeated after a crash in the middle of sending back', () => {
  const reason = `Sent back by ${CAROL}`
  const foreign = { ...inviteOf(), taskSid: testSid('WT', 62), mark: undefined }
  const halfway = withInvite(withInvite(chatOf(), foreign), inviteOf(), { ...inviteTask('canceled'), reason })
  const second = { ...inviteOf({ transferId: 'transfer-1:2', attempt: 2 }), taskSid: testSid('WT', 63) }

  test('asks again what it rests on', () => {
    expect(decide(bySupervisor, halfway, POLICY)).toEqual({ kind: 'read', reads: [{ of: 'worker', sid: ALICE }] })
  })

  test('makes no second way back, even where nobody has followed the first', () => {
    const declined = { ...inviteTask('canceled'), sid: second.taskSid, reason: 'Declined' }
    const { decision, steps } = carryOut(bySupervisor, {
      ...withInvite(halfway, second, declined),
      onDemand: worker(true),
    })
    expect(steps).toEqual(['writeInvites'])
    expect(outcome(decision)).toMatchObject({ state: 'sentBack' })
  })

  test('makes none where somebody has come in since', () => {
    const chat = chatOf(BOB)
    const seen = { ...halfway, participants: chat.participants, tasks: [...chat.tasks, ...halfway.tasks] }
    expect(carryOut(bySupervisor, { ...seen, onDemand: worker(true) }).steps).toEqual(['writeInvites'])
  })
})

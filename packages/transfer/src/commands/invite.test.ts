import { describe, expect, test } from 'vitest'
import type { InviteCommand } from '../command.ts'
import { decide } from '../decide.ts'
import type { Decision } from '../decision.ts'
import type { Observation } from '../observation.ts'
import type { Step } from '../step.ts'
import {
  agent,
  ALICE,
  BOB,
  bobAsTarget,
  CAROL,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  POLICY,
  SALES,
  salesAsTarget,
  taskOf,
  testSid,
} from '../testing/chat.ts'
import { performFaultlessly } from '../testing/faultless-twilio.ts'
import { withInvite } from '../testing/look.ts'

/** Alice asks Bob in. */
const command: InviteCommand = {
  kind: 'invite',
  caller: { workerSid: ALICE, isSupervisor: false },
  transferId: 'transfer-1',
  requestId: 'request-1',
  target: { type: 'worker', sid: BOB },
}
const bySupervisor: InviteCommand = { ...command, caller: { workerSid: CAROL, isSupervisor: true } }

const warm = (status: Parameters<typeof inviteTask>[0], chat = chatOf(ALICE)): Observation =>
  withInvite(chat, inviteOf({ mode: 'warm', fromParticipantSid: undefined }), inviteTask(status))

/** Carries it out on a Twilio where nothing goes wrong. */
function carriedOut(start: Observation, asked = command): { steps: Step[]; end: Decision } {
  const steps: Step[] = []
  let seen = start
  for (let decisions = 0; decisions < 8; decisions++) {
    const end = decide(asked, seen, POLICY)
    if (end.kind !== 'steps') return { steps, end }
    steps.push(...end.steps)
    seen = end.steps.reduce(performFaultlessly, seen)
  }
  throw new Error('The invite does not come to an end.')
}

describe('an invite', () => {
  test('goes like a transfer, and nobody leaves', () => {
    const { steps, end } = carriedOut(chatOf(ALICE))
    expect(steps.map(({ kind }) => kind)).toEqual(['claim', 'createInvite', 'writeInvites'])
    expect(end).toMatchObject({ kind: 'done', outcome: { of: 'invite', state: 'waiting' } })
  })

  test('says who asked, and names nobody who is to leave, nor a note or a reason that there is not', () => {
    const step = carriedOut(chatOf(ALICE)).steps[1]
    expect(step).toHaveProperty('mark', {
      transferId: 'transfer-1',
      mode: 'warm',
      fromWorkerSid: ALICE,
      attempt: 1,
      targetName: 'Bob',
    })
  })

  test('goes on from the task of whoever asks, although others have been inside for longer', () => {
    const asked = { ...command, caller: { workerSid: CAROL, isSupervisor: false } }
    const chat = { ...chatOf(ALICE, CAROL), tasks: [taskOf(ALICE), taskOf(CAROL, { form: 'Carol’s' })] }
    const invite = carriedOut(chat, asked).steps[1]
    expect(invite).toMatchObject({ taskAttributes: { form: 'Carol’s' }, mark: { fromWorkerSid: CAROL } })
  })

  test('of a supervisor goes on from the task of whoever is inside, and says that the supervisor asked', () => {
    expect(carriedOut(chatOf(ALICE), bySupervisor).steps[1]).toMatchObject({
      taskAttributes: { from: 'guest-1' },
      mark: { fromWorkerSid: CAROL },
    })
  })

  test('may go out beside others', () => {
    const other = { ...inviteOf({ mode: 'warm', transferId: 'transfer-2' }), taskSid: testSid('WT', 61) }
    const chat = withInvite(chatOf(ALICE), other, { ...inviteTask('pending'), sid: testSid('WT', 61) })
    expect(carriedOut(chat).end.kind).toBe('done')
  })

  test('has happened once somebody has followed it, and its sender stays', () => {
    const joined = warm('assigned')
    const bob = { ...agent(BOB), taskSid: INVITE_TASK }
    const { steps, end } = carriedOut({ ...joined, participants: [...joined.participants, bob] })
    expect(steps.map(({ kind }) => kind)).toEqual(['writeInvites'])
    expect(end).toMatchObject({ outcome: { state: 'accepted', remarks: [] } })
  })
})

describe('an invite is refused', () => {
  test.each<[string, Observation, InviteCommand]>([
    ['caller_not_inside', chatOf(BOB), command],
    ['sender_not_inside', chatOf(), bySupervisor],
    ['target_inside', chatOf(ALICE, BOB), command],
    ['channel_not_active', { ...chatOf(ALICE), channel: { ...chatOf().channel, status: 'closed' } }, command],
    ['transfer_id_taken', withInvite(chatOf(ALICE), inviteOf(), inviteTask('pending')), command],
    [
      'transfer_id_taken',
      warm('pending', chatOf(ALICE, CAROL)),
      { ...command, target: { type: 'worker', sid: CAROL } },
    ],
    ['transfer_ended', warm('canceled'), command],
    ['transfer_ended', withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), declined()), command],
    ['transfer_ended', withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), declined('Not answered')), command],
  ])('%s', (code, chat, asked) => {
    expect(decide(asked, chat, POLICY)).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  test('where nobody has read whom it is for', () => {
    const { target: _nobody, ...unread } = chatOf(ALICE)
    expect(decide(command, unread, POLICY)).toMatchObject({ refusal: { code: 'target_not_found' } })
  })

  test('while it is switched off, whatever else is on', () => {
    expect(decide(command, chatOf(ALICE), { ...POLICY, multiParticipant: false })).toMatchObject({
      refusal: { code: 'multi_participant_off' },
    })
    expect(decide(command, chatOf(ALICE), { ...POLICY, coldTransfer: false }).kind).toBe('steps')
  })

  test('when it would be one person too many: customers, agents inside, and whoever is on the way', () => {
    const other = { ...inviteOf({ mode: 'warm', transferId: 'transfer-2' }), taskSid: testSid('WT', 61) }
    const chat = withInvite(chatOf(ALICE, CAROL), other, { ...inviteTask('pending'), sid: testSid('WT', 61) })
    expect(decide(command, chat, { ...POLICY, participantsMax: 4 })).toMatchObject({
      refusal: { code: 'too_many_participants' },
    })
    expect(decide(command, chat, { ...POLICY, participantsMax: 5 }).kind).toBe('steps')
  })
})

describe('while somebody else acts', () => {
  const claimedBy = (transferId: string, requestId: string): Observation => {
    const conversationTransferClaim = { transferId, requestId, at: chatOf().observedAtMs - 1_000 }
    return { ...chatOf(ALICE), tasks: [taskOf(ALICE, { conversationTransferClaim })] }
  }

  test('an invite waits, and it is said whether it is for itself', () => {
    expect(decide(command, claimedBy('transfer-1', 'request-2'), POLICY)).toEqual({
      kind: 'busy',
      withSameTransfer: true,
    })
    expect(decide(command, claimedBy('transfer-2', 'request-2'), POLICY)).toEqual({
      kind: 'busy',
      withSameTransfer: false,
    })
  })

  test('a request with its own claim goes on, and one that would be refused is refused all the same', () => {
    expect(decide(command, claimedBy('transfer-1', 'request-1'), POLICY)).toMatchObject({
      steps: [{ kind: 'createInvite' }],
    })
    const asked = { ...command, caller: { workerSid: BOB, isSupervisor: false } }
    expect(decide(asked, claimedBy('transfer-2', 'request-2'), POLICY)).toMatchObject({ kind: 'refused' })
  })
})

test('the claim has to fit too', () => {
  const { taskAttributes } = { taskAttributes: taskOf(CAROL).attributes }
  const room = 4_096 - JSON.stringify(taskAttributes).length
  const full = taskOf(CAROL, { form: 'x'.repeat(room - 12) })
  const newer = { ...taskOf(ALICE), reservations: [], createdAtMs: taskOf(ALICE).createdAtMs + 900_000 }
  const chat = { ...chatOf(ALICE, CAROL), tasks: [newer, full] }
  expect(decide(command, chat, POLICY)).toMatchObject({ kind: 'refused', refusal: { code: 'attributes_too_large' } })
})

function declined(reason = 'Declined') {
  return { ...inviteTask('canceled'), reason }
}

test('what the platform writes into every task is not carried over: it would name the old invite', () => {
  const old = {
    flexInteractionSid: 'old',
    flexInteractionChannelSid: 'old',
    flexChannelInviteSid: 'old',
    topic: 'kept',
  }
  const chat = { ...chatOf(ALICE), tasks: [taskOf(ALICE, old)], target: bobAsTarget }
  const made = carriedOut(chat).steps.find((step) => step.kind === 'createInvite')
  expect(made?.taskAttributes).toMatchObject({ topic: 'kept' })
  expect(Object.values(made?.taskAttributes ?? {})).not.toContain('old')
})

test('a workflow need not reach every queue of the agent who is asked', () => {
  const chat = chatOf(ALICE)
  const EVERYONE = testSid('WQ', 1)
  const workflow = { knownWorkerQueueSids: [testSid('WQ', 9), EVERYONE], queueSids: [EVERYONE], catchesRest: false }
  const target = { ...bobAsTarget, queueSids: [EVERYONE] }
  expect(decide(command, { ...chat, target, workflow }, POLICY).kind).toBe('steps')
})

test('a mark that names somebody who is to leave lets nobody go where the invite is warm', () => {
  const chat = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask('pending'))
  expect(carriedOut(chat).steps.map(({ kind }) => kind)).toEqual(['writeInvites'])
})

test('an invite that does not say any more whom it is for is not the one that was asked for', () => {
  const aimless = { ...inviteOf({ mode: 'warm' }), target: undefined }
  expect(decide(command, withInvite(chatOf(ALICE), aimless, inviteTask('pending')), POLICY)).toMatchObject({
    refusal: { code: 'transfer_id_taken' },
  })
})

test('invites of somebody else’s are nobody’s business', () => {
  const foreign = { ...inviteOf(), taskSid: testSid('WT', 62), mark: undefined }
  expect(carriedOut(withInvite(chatOf(ALICE), foreign)).end).toMatchObject({ outcome: { state: 'waiting' } })
})

test('where nobody has read the workflow, nobody is believed to be reached by it', () => {
  const { workflow: _unread, ...chat } = chatOf(ALICE)
  expect(decide(command, chat, POLICY)).toMatchObject({ refusal: { code: 'target_worker_unreachable' } })
  const toSales = { ...command, target: { type: 'queue', sid: SALES } } as const
  expect(decide(toSales, { ...chat, target: salesAsTarget }, POLICY)).toMatchObject({
    refusal: { code: 'target_queue_unreachable' },
  })
})

test('what waits is told without remarks where nobody has read whom it is for', () => {
  const { target: _nobody, ...unread } = warm('pending')
  expect(carriedOut(unread).end).toMatchObject({ outcome: { state: 'waiting', remarks: [] } })
})

test('somebody who is joining is not looked for once more when it is switched off', () => {
  const joining = { ...chatOf(BOB), tasks: [taskOf(ALICE), taskOf(BOB)] }
  expect(decide(command, joining, POLICY).kind).toBe('notVisibleYet')
  expect(decide(command, joining, { ...POLICY, enabled: false })).toMatchObject({
    kind: 'refused',
    refusal: { code: 'not_enabled' },
  })
})

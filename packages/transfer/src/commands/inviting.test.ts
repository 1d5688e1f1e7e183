import { describe, expect, test } from 'vitest'
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
  NOW_MS,
  POLICY,
  SALES,
  salesAsTarget,
  taskOf,
  testSid,
  transferToBob,
} from '../testing/chat.ts'
import { CREATED_TASK, performFaultlessly } from '../testing/faultless-twilio.ts'

describe('a cold transfer that nothing speaks against', () => {
  test('first writes a claim into the task of the agent who has been inside for longest', () => {
    const command = { ...transferToBob, caller: { workerSid: CAROL, isSupervisor: false } }
    const [step] = stepsOf(decide(command, chatOf(CAROL, ALICE), POLICY))
    expect(step).toMatchObject({
      kind: 'claim',
      taskSid: taskOf(ALICE).sid,
      etag: '3',
      claim: { transferId: 'transfer-1', requestId: 'request-1', at: NOW_MS },
    })
  })

  test('then invites the target with everything that the task knew', () => {
    const chat = chatOf(ALICE, CAROL)
    const [claim] = stepsOf(decide(transferToBob, chat, POLICY))
    const [step] = stepsOf(decide(transferToBob, perform(chat, claim), POLICY))
    expect(step).toMatchObject({
      kind: 'createInvite',
      priority: 5,
      taskChannelUniqueName: 'chat',
      taskAttributes: {
        from: 'guest-1',
        transferTargetType: 'worker',
        transferTargetSid: BOB,
        transferQueueName: '',
        workerSidsInConversation: [ALICE, CAROL],
        conversations: { conversation_id: taskOf(ALICE).sid },
        conversationTransfer: { transferId: 'transfer-1', mode: 'cold', fromWorkerSid: ALICE, attempt: 1 },
      },
    })
    expect(step).not.toHaveProperty('taskAttributes.conversationTransferClaim')
  })

  test('then releases the sender and shows the invite, both at once', () => {
    const steps = stepsOf(decide(transferToBob, withInvite(chatOf(ALICE), 'pending'), POLICY))
    expect(steps.map(({ kind }) => kind)).toEqual(['closeParticipant', 'writeInvites'])
    expect(steps[0]).toMatchObject({ participantSid: agent(ALICE).participantSid, status: 'closed' })
    expect(steps[1]).toMatchObject({
      keys: { invites: { [INVITE_TASK]: { targetName: 'Bob', inviteTargetType: 'Worker', state: 'waiting' } } },
    })
  })

  test('is done after three decisions, and says what is waiting', () => {
    expect(carriedOut(chatOf(ALICE))).toEqual({
      steps: [['claim'], ['createInvite'], ['closeParticipant', 'writeInvites']],
      end: { kind: 'done', outcome: { of: 'invite', inviteTaskSid: CREATED_TASK, state: 'waiting', remarks: [] } },
    })
  })

  test('goes to a queue by its sid and its name', () => {
    const chat = claimed({ ...chatOf(ALICE), target: salesAsTarget })
    const command = { ...transferToBob, target: { type: 'queue', sid: SALES } as const }
    expect(stepsOf(decide(command, chat, POLICY))[0]).toMatchObject({
      taskAttributes: { transferTargetType: 'queue', transferTargetSid: SALES, transferQueueName: 'Sales' },
    })
  })

  test('keeps a conversation_id that links the tasks already, and everything beside it', () => {
    const conversations = { conversation_id: 'first', outcome: 'open' }
    const chat = claimed({ ...chatOf(ALICE), tasks: [taskOf(ALICE, { conversations })] })
    expect(stepsOf(decide(transferToBob, chat, POLICY))[0]).toMatchObject({ taskAttributes: { conversations } })
  })

  test('carries the note and the reason', () => {
    const command = { ...transferToBob, note: 'Wants a refund.', reason: 'billing' }
    expect(stepsOf(decide(command, claimed(chatOf(ALICE)), POLICY))[0]).toMatchObject({
      taskAttributes: { conversationTransfer: { note: 'Wants a refund.', reason: 'billing' } },
    })
  })

  test('lets the sender wrap up where that is configured', () => {
    const chat = withInvite(chatOf(ALICE), 'pending')
    expect(stepsOf(decide(transferToBob, chat, { ...POLICY, wrapup: 'wrapup' }))[0]).toMatchObject({ status: 'wrapup' })
  })

  test('lets a supervisor name who leaves', () => {
    const command = { ...transferToBob, caller: { workerSid: CAROL, isSupervisor: true }, fromWorkerSid: ALICE }
    expect(stepsOf(decide(command, claimed(chatOf(ALICE)), POLICY))[0]).toMatchObject({
      taskAttributes: { conversationTransfer: { fromWorkerSid: ALICE } },
    })
  })

  test('remarks that the target is at capacity', () => {
    const chat = { ...withInvite(chatOf(), 'pending'), target: { ...bobAsTarget, freeCapacity: { chat: 0 } } }
    expect(outcomeOf(finished(chat)).remarks).toEqual(['target_at_capacity'])
  })

  test('remarks that nobody in the queue is available', () => {
    const chat = { ...withInvite(chatOf(), 'pending'), target: { ...salesAsTarget, hasAvailableWorkers: false } }
    expect(outcomeOf(finished(chat)).remarks).toEqual(['target_queue_has_nobody_available'])
  })
})

describe('a cold transfer is refused', () => {
  const tooMany = Array.from({ length: 10 }, (_, index) => ({
    ...inviteOf({ transferId: `earlier-${index}` }),
    taskSid: testSid('WT', 100 + index),
  }))
  const chat = chatOf(ALICE)
  const cases: [code: string, change: Partial<Observation>, command?: object, policy?: object][] = [
    ['not_enabled', {}, {}, { enabled: false }],
    ['cold_transfer_off', {}, {}, { coldTransfer: false }],
    ['channel_not_active', { channel: { ...chat.channel, status: 'closed' } }],
    ['channel_not_active', { channel: { ...chat.channel, status: 'gone', type: 'unknown' } }],
    ['channel_not_active', { conversation: { ...chat.conversation, state: 'closed' } }],
    ['channel_not_active', { conversation: { ...chat.conversation, state: 'gone' } }],
    ['channel_type_unsupported', { channel: { ...chat.channel, type: 'email' } }],
    ['conversation_not_of_channel', { conversation: { ...chat.conversation, sid: testSid('CH', 2) } }],
    ['caller_not_inside', {}, { caller: { workerSid: CAROL, isSupervisor: false } }],
    ['caller_not_inside', { tasks: [{ ...taskOf(ALICE), status: 'wrapping' }] }],
    ['caller_not_inside', { participants: [{ ...agent(ALICE), inConversation: 'no' }] }],
    ['only_supervisors_act_for_others', chatOf(ALICE, CAROL), { fromWorkerSid: CAROL }],
    ['sender_not_inside', {}, { fromParticipantSid: testSid('UT', 7) }],
    ['sender_not_inside', {}, { caller: { workerSid: CAROL, isSupervisor: true } }],
    ['sender_not_inside', {}, { caller: { workerSid: ALICE, isSupervisor: true }, fromWorkerSid: CAROL }],
    ['invite_outstanding', withInvite(chat, 'pending', { transferId: 'another' })],
    ['invite_outstanding', withInvite(chat, 'reserved', { transferId: 'another' })],
    ['invite_outstanding', withInvite(chat, 'assigned', { transferId: 'another' })],
    ['target_not_found', { target: { type: 'missing', sid: BOB } }],
    ['target_inside', chatOf(ALICE, BOB)],
    ['target_worker_unavailable', { target: { ...bobAsTarget, available: false } }],
    ['target_worker_unreachable', { target: { ...bobAsTarget, queueSids: [SALES] } }],
    ['target_queue_empty', { target: { ...salesAsTarget, hasWorkers: false } }],
    ['target_queue_unreachable', { target: { ...salesAsTarget, sid: testSid('WQ', 3) } }],
    ['transfer_limit_reached', { invites: tooMany }],
    ['attributes_too_large', { tasks: [taskOf(ALICE, { history: 'x'.repeat(4096) })] }],
    ['transfer_id_taken', withInvite(chat, 'pending', { fromWorkerSid: CAROL })],
    ['transfer_id_taken', withInvite(chat, 'pending'), { target: { type: 'queue', sid: SALES } }],
    ['transfer_ended', withInvite(chat, 'canceled')],
  ]
  test.each(cases)('%s (%#)', (code, change, command = {}, policy = {}) => {
    const decision = decide({ ...transferToBob, ...command }, { ...chat, ...change }, { ...POLICY, ...policy })
    expect(decision).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  test('with the number of characters that do not fit', () => {
    const fits = claimed({ ...chat, tasks: [taskOf(ALICE, { history: 'x'.repeat(3000) })] })
    const [invite] = stepsOf(decide(transferToBob, fits, POLICY))
    const room = 4096 - (invite?.kind === 'createInvite' ? JSON.stringify(invite.taskAttributes).length : 0)
    const exactly = claimed({ ...chat, tasks: [taskOf(ALICE, { history: 'x'.repeat(3000 + room) })] })
    expect(stepsOf(decide(transferToBob, exactly, POLICY))[0]?.kind).toBe('createInvite')
    const over = { ...chat, tasks: [taskOf(ALICE, { history: 'x'.repeat(3007 + room) })] }
    expect(decide(transferToBob, over, POLICY)).toMatchObject({ kind: 'refused', refusal: { charactersOver: 7 } })
  })

  test('at the transfer limit, but not to a supervisor', () => {
    const command = { ...transferToBob, caller: { workerSid: ALICE, isSupervisor: true } }
    expect(decide(command, { ...chat, invites: tooMany }, POLICY).kind).toBe('steps')
  })
})

describe('while somebody else acts on the conversation', () => {
  test('a transfer waits, even one and the same that was sent twice', () => {
    const others = { transferId: 'transfer-1', requestId: 'request-2', at: NOW_MS - 1000 }
    expect(decide(transferToBob, withClaimOf(others), POLICY)).toMatchObject({ kind: 'busy' })
  })

  test('a request that was sent twice waits for its twin before it is refused for what the twin has done', () => {
    const claim = { transferId: 'transfer-1', requestId: 'request-2', at: NOW_MS - 1000 }
    const released = { ...taskOf(ALICE, { conversationTransferClaim: claim }), status: 'completed' as const }
    expect(decide(transferToBob, { ...chatOf(ALICE), tasks: [released] }, POLICY)).toMatchObject({ kind: 'busy' })
  })

  test('a claim holds nobody up any more once its invite is visible', () => {
    const spent = { transferId: 'earlier', requestId: 'request-0', at: NOW_MS - 1000 }
    const served = { ...inviteTask('completed') }
    const chat: Observation = {
      ...chatOf(ALICE),
      invites: [inviteOf({ transferId: 'earlier' })],
      tasks: [taskOf(ALICE, { conversationTransferClaim: spent }), served],
    }
    expect(stepsOf(decide(transferToBob, chat, POLICY))[0]?.kind).toBe('claim')
  })

  test('a claim that was left behind holds nobody up after 15 seconds', () => {
    const old = { transferId: 'transfer-2', requestId: 'request-2', at: NOW_MS - 15_000 }
    expect(stepsOf(decide(transferToBob, withClaimOf(old), POLICY))[0]?.kind).toBe('claim')
    const younger = { ...old, at: old.at + 1 }
    expect(decide(transferToBob, withClaimOf(younger), POLICY)).toMatchObject({ kind: 'busy' })
  })
})

describe('a transfer that was asked for before', () => {
  test('is finished where an earlier request stopped', () => {
    const steps = stepsOf(decide(transferToBob, withInvite(chatOf(ALICE), 'reserved'), POLICY))
    expect(steps.map(({ kind }) => kind)).toEqual(['closeParticipant', 'writeInvites'])
  })

  test('is answered with its outcome when the target has joined', () => {
    const joined = withInvite(chatOf(), 'assigned')
    const bob = { ...agent(BOB), taskSid: INVITE_TASK }
    const chat = finished({ ...joined, participants: [...joined.participants, bob] })
    expect(outcomeOf(chat).state).toBe('accepted')
  })

  test('says that it does not know how it ended when its task has been deleted since', () => {
    const chat = { ...chatOf(BOB), invites: [inviteOf()] }
    expect(outcomeOf(finished(chat)).state).toBe('unknown')
  })

  test.each(['completed', 'wrapping', 'canceled', 'gone'] as const)(
    'keeps the sender when nobody can follow the invite any more, because its task is %s',
    (status) => {
      const tasks = [taskOf(ALICE), ...(status === 'gone' ? [] : [inviteTask(status)])]
      const decision = decide(transferToBob, { ...chatOf(ALICE), invites: [inviteOf()], tasks }, POLICY)
      expect(decision).toMatchObject({ kind: 'refused', refusal: { code: 'transfer_ended' } })
    },
  )

  test('writes nothing into a conversation that is not the channel’s', () => {
    const chat = withInvite(chatOf(ALICE), 'pending')
    const foreign = { ...chat, conversation: { ...chat.conversation, sid: testSid('CH', 2) } }
    expect(decide(transferToBob, foreign, POLICY)).toMatchObject({ refusal: { code: 'conversation_not_of_channel' } })
  })

  test('never releases the sender a second time, if they have come back with another task', () => {
    const again = { ...agent(ALICE), participantSid: testSid('UT', 7) }
    const chat = { ...withInvite(chatOf(ALICE), 'pending'), participants: [again] }
    expect(stepsOf(decide(transferToBob, chat, POLICY)).map(({ kind }) => kind)).toEqual(['writeInvites'])
  })

  test('is not refused because the feature was switched off in between', () => {
    const policy = { ...POLICY, enabled: false }
    expect(decide(transferToBob, withInvite(chatOf(ALICE), 'pending'), policy).kind).toBe('steps')
  })
})

test('attributes of the conversation that are no JSON object are left alone', () => {
  const chat = withInvite(chatOf(), 'pending')
  const unreadable = { ...chat, conversation: { ...chat.conversation, attributes: undefined } }
  expect(decide(transferToBob, unreadable, POLICY).kind).toBe('done')
})

function stepsOf(decision: Decision): readonly Step[] {
  if (decision.kind !== 'steps') throw new Error(`Expected steps, not ${JSON.stringify(decision)}`)
  return decision.steps
}

function outcomeOf(chat: Observation) {
  const decision = decide(transferToBob, chat, POLICY)
  if (decision.kind !== 'done' || decision.outcome.of !== 'invite')
    throw new Error(`Expected an outcome, not ${JSON.stringify(decision)}`)
  return decision.outcome
}

function perform(chat: Observation, step: Step | undefined): Observation {
  return step === undefined ? chat : performFaultlessly(chat, step)
}

function carriedOut(chat: Observation): { steps: string[][]; end: Decision } {
  const steps: string[][] = []
  let observation = chat
  for (let count = 0; count < 10; count++) {
    const decision = decide(transferToBob, observation, POLICY)
    if (decision.kind !== 'steps') return { steps, end: decision }
    steps.push(decision.steps.map(({ kind }) => kind))
    observation = decision.steps.reduce(perform, observation)
  }
  throw new Error('The transfer does not end.')
}

/** The same chat, after this request has written its claim. */
function claimed(chat: Observation): Observation {
  return perform(chat, stepsOf(decide(transferToBob, { ...chat, target: bobAsTarget }, POLICY))[0])
}

function withClaimOf(claim: object): Observation {
  return { ...chatOf(ALICE), tasks: [taskOf(ALICE, { conversationTransferClaim: claim })] }
}

function withInvite(
  chat: Observation,
  status: Parameters<typeof inviteTask>[0],
  mark: Parameters<typeof inviteOf>[0] = {},
): Observation {
  return { ...chat, invites: [inviteOf(mark)], tasks: [...chat.tasks, inviteTask(status)] }
}

/** The same chat, after the list of invites has been written. */
function finished(chat: Observation): Observation {
  return stepsOf(decide(transferToBob, chat, POLICY)).reduce(perform, chat)
}

describe('a transfer that releases its sender on acceptance', () => {
  const policy = { ...POLICY, release: 'on_accept' } as const
  const kindsOf = (chat: Observation): string[] => stepsOf(decide(transferToBob, chat, policy)).map(({ kind }) => kind)

  test.each(['pending', 'reserved', 'assigned'] as const)('keeps the sender while the invite is %s', (status) => {
    expect(kindsOf(withInvite(chatOf(ALICE), status))).toEqual(['writeInvites'])
  })

  test('lets the sender go when the target is inside', () => {
    const chat = withInvite(chatOf(ALICE), 'assigned')
    const bob = { ...agent(BOB), taskSid: INVITE_TASK }
    expect(kindsOf({ ...chat, participants: [...chat.participants, bob] })).toEqual([
      'closeParticipant',
      'writeInvites',
    ])
  })
})

describe('a transfer that came to nothing', () => {
  test.each(['Declined', 'Not answered', `Canceled by ${BOB}`])(
    'has ended (%s), and its sender stays or has gone',
    (reason) => {
      for (const chat of [chatOf(ALICE), chatOf(CAROL)]) {
        const ended = { ...withInvite(chat, 'canceled'), tasks: [...chat.tasks, { ...inviteTask('canceled'), reason }] }
        expect(decide(transferToBob, ended, POLICY)).toMatchObject({ refusal: { code: 'transfer_ended' } })
      }
    },
  )
})

test('a transferId that belongs to an invite for somebody else, or of another kind, is taken', () => {
  const chat = withInvite(chatOf(ALICE, CAROL), 'pending')
  const forCarol = { ...transferToBob, target: { type: 'worker', sid: CAROL } } as const
  expect(decide(forCarol, chat, POLICY)).toMatchObject({ refusal: { code: 'transfer_id_taken' } })
  const warm = withInvite(chatOf(ALICE), 'pending', { mode: 'warm' })
  expect(decide(transferToBob, warm, POLICY)).toMatchObject({ refusal: { code: 'transfer_id_taken' } })
})

test('the sentence about attributes that are too long says by how much', () => {
  const full = { ...chatOf(ALICE), tasks: [taskOf(ALICE, { history: 'x'.repeat(4_096) })] }
  const decision = decide(transferToBob, full, POLICY)
  expect(decision).toMatchObject({
    refusal: { message: expect.stringMatching(/Shorten them by \d+ characters\.$/) as unknown },
  })
})

test('the caller may name themselves as who leaves, and which of their participants', () => {
  const { participantSid } = agent(ALICE)
  const named = { ...transferToBob, fromWorkerSid: ALICE, fromParticipantSid: participantSid }
  expect(stepsOf(decide(named, claimed(chatOf(ALICE)), POLICY))[0]).toMatchObject({
    mark: { fromParticipantSid: participantSid },
  })
})

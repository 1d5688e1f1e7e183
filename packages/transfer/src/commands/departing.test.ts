import { describe, expect, test } from 'vitest'
import type { LeaveCommand, RemoveCommand } from '../command.ts'
import { decide } from '../decide.ts'
import type { Observation, PresentTask } from '../observation.ts'
import { performFaultlessly } from '../testing/faultless-twilio.ts'
import {
  agent,
  ALICE,
  BOB,
  CAROL,
  chatOf,
  inviteOf,
  inviteTask,
  NOW_MS,
  POLICY,
  taskOf,
  testSid,
} from '../testing/chat.ts'
import { withInvite } from '../testing/look.ts'

const caller = { workerSid: ALICE, isSupervisor: false }
const supervisor = { workerSid: CAROL, isSupervisor: true }
const leave: LeaveCommand = { kind: 'leave', caller, requestId: 'request-1', ends: 'conversation' }
const removeBob: RemoveCommand = {
  kind: 'remove',
  caller,
  requestId: 'request-1',
  participantSid: agent(BOB).participantSid,
}

const goesOn = { kind: 'done', outcome: { of: 'departure', conversation: 'goesOn' } }

/** The chat in which Alice’s task is like this. */
function alices(status: PresentTask['status'], ...others: readonly (typeof BOB)[]): Observation {
  const chat = chatOf(ALICE, ...others)
  return { ...chat, tasks: [{ ...taskOf(ALICE), status }, ...others.map((worker) => taskOf(worker))] }
}

const closes = (participantSid: string, status = 'closed') => ({
  kind: 'steps',
  steps: [{ kind: 'closeParticipant', participantSid, status }],
})

describe('an agent leaves', () => {
  test('while somebody else is inside', () => {
    expect(decide(leave, chatOf(ALICE, BOB), POLICY)).toMatchObject(closes(agent(ALICE).participantSid))
  })

  test('into wrap-up, where that is configured', () => {
    const policy = { ...POLICY, wrapup: 'wrapup' } as const
    expect(decide(leave, chatOf(ALICE, BOB), policy)).toMatchObject(closes(agent(ALICE).participantSid, 'wrapup'))
  })

  test.each(['pending', 'reserved', 'assigned'] as const)('while an invite is %s', (status) => {
    const chat = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask(status))
    expect(decide(leave, chat, POLICY)).toMatchObject(closes(agent(ALICE).participantSid))
  })

  test('and is answered the same when asking again, in wrap-up or gone', () => {
    for (const wrapup of ['closed', 'wrapup'] as const) {
      const policy = { ...POLICY, wrapup }
      const first = decide(leave, chatOf(ALICE, BOB), policy)
      const after = first.kind === 'steps' ? first.steps.reduce(performFaultlessly, chatOf(ALICE, BOB)) : chatOf()
      expect(decide(leave, after, policy)).toEqual(goesOn)
    }
  })

  test('by the participant that the client names, and by no other', () => {
    const old = { ...leave, participantSid: testSid('UT', 77) }
    expect(decide(old, chatOf(ALICE, BOB), POLICY)).toEqual(goesOn)
    expect(decide({ ...leave, participantSid: agent(ALICE).participantSid }, chatOf(ALICE, BOB), POLICY)).toMatchObject(
      closes(agent(ALICE).participantSid),
    )
  })

  test('and of two participants of theirs the one inside goes', () => {
    const second = { ...agent(ALICE), participantSid: testSid('UT', 70), taskSid: testSid('WT', 70) }
    const chat = alices('wrapping', BOB)
    const both = {
      ...chat,
      participants: [...chat.participants, second],
      tasks: [...chat.tasks, { ...taskOf(ALICE), sid: testSid('WT', 70) }],
    }
    expect(decide(leave, both, POLICY)).toMatchObject(closes(second.participantSid))
  })
})

describe('the end of a wrap-up', () => {
  const done: LeaveCommand = { ...leave, ends: 'wrapup' }

  test('is always allowed, even to the last one', () => {
    expect(decide(done, alices('wrapping'), POLICY)).toMatchObject(closes(agent(ALICE).participantSid))
    const closed = { ...alices('wrapping'), channel: { ...chatOf().channel, status: 'closed' } }
    expect(decide(done, closed, POLICY)).toMatchObject(closes(agent(ALICE).participantSid))
  })

  test('is refused to somebody who is still inside', () => {
    expect(decide(done, chatOf(ALICE, BOB), POLICY)).toMatchObject({ refusal: { code: 'not_in_wrapup' } })
  })

  test('is done when this request has ended one, whatever else the list has of the agent', () => {
    const chat = alices('wrapping', BOB)
    const second = {
      ...agent(ALICE),
      participantSid: testSid('UT', 70),
      taskSid: testSid('WT', 70),
      inConversation: 'no',
    }
    const both = {
      ...chat,
      participants: [...chat.participants, second],
      tasks: [...chat.tasks, { ...taskOf(ALICE), sid: testSid('WT', 70) }],
    } as Observation
    const first = decide(done, both, POLICY)
    expect(first).toMatchObject(closes(agent(ALICE).participantSid))
    const after = (first.kind === 'steps' ? first.steps : []).reduce(performFaultlessly, both)
    expect(decide(done, after, POLICY)).toEqual(goesOn)
  })

  test('is done when it is over', () => {
    expect(decide(done, alices('completed', BOB), POLICY)).toEqual(goesOn)
  })
})

describe('leaving is refused', () => {
  test.each([
    ['to the last agent', leave, chatOf(ALICE), 'nobody_would_stay'],
    [
      'while only an agent in wrap-up stays',
      leave,
      { ...chatOf(ALICE, BOB), tasks: [taskOf(ALICE), { ...taskOf(BOB), status: 'wrapping' as const }] },
      'nobody_would_stay',
    ],
    [
      'while only an invite that has ended is left',
      leave,
      withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask('canceled')),
      'nobody_would_stay',
    ],
    ['to somebody who was never there', leave, chatOf(BOB), 'caller_not_inside'],
    [
      'when the channel has ended',
      leave,
      { ...chatOf(ALICE, BOB), channel: { ...chatOf().channel, status: 'closed' } },
      'channel_not_active',
    ],
    [
      'in an e-mail',
      leave,
      { ...chatOf(ALICE, BOB), channel: { ...chatOf().channel, type: 'email' } },
      'channel_type_unsupported',
    ],
    [
      'in another conversation',
      leave,
      { ...chatOf(ALICE, BOB), conversation: { ...chatOf().conversation, sid: testSid('CH', 2) } },
      'conversation_not_of_channel',
    ],
  ] as const)('%s', (_when, command, chat, code) => {
    expect(decide(command, chat, POLICY)).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  test('while the feature is off', () => {
    expect(decide(leave, chatOf(ALICE, BOB), { ...POLICY, enabled: false })).toMatchObject({
      refusal: { code: 'not_enabled' },
    })
  })
})

describe('an agent is removed', () => {
  test('by another who is inside', () => {
    expect(decide(removeBob, chatOf(ALICE, BOB), POLICY)).toMatchObject(closes(agent(BOB).participantSid))
  })

  test('by a supervisor who is not, if somebody stays', () => {
    const bySupervisor = { ...removeBob, caller: supervisor }
    expect(decide(bySupervisor, chatOf(ALICE, BOB), POLICY)).toMatchObject(closes(agent(BOB).participantSid))
    expect(decide(bySupervisor, chatOf(BOB), POLICY)).toMatchObject({ refusal: { code: 'nobody_would_stay' } })
  })

  test('for good, even where leaving leads into wrap-up', () => {
    const policy = { ...POLICY, wrapup: 'wrapup' } as const
    expect(decide(removeBob, chatOf(ALICE, BOB), policy)).toMatchObject(closes(agent(BOB).participantSid))
  })

  test('and it is an answer that they are not there any more', () => {
    expect(decide(removeBob, chatOf(ALICE), POLICY)).toEqual(goesOn)
    const done = { ...chatOf(ALICE, BOB), tasks: [taskOf(ALICE), { ...taskOf(BOB), status: 'completed' as const }] }
    expect(decide(removeBob, done, POLICY)).toEqual(goesOn)
  })
})

test('somebody who has just come and is not in the list yet is not called gone', () => {
  const comes = withInvite(chatOf(ALICE), inviteOf({ mode: 'warm' }), inviteTask('assigned'))
  expect(decide(removeBob, comes, POLICY)).toMatchObject({ kind: 'notVisibleYet', refusal: { code: 'busy' } })
})

describe('an agent who removes themselves', () => {
  const removeAlice: RemoveCommand = { ...removeBob, participantSid: agent(ALICE).participantSid }

  test('leaves', () => {
    const policy = { ...POLICY, wrapup: 'wrapup' } as const
    expect(decide(removeAlice, chatOf(ALICE, BOB), policy)).toMatchObject(closes(agent(ALICE).participantSid, 'wrapup'))
    expect(decide(removeAlice, chatOf(ALICE), POLICY)).toMatchObject({ refusal: { code: 'nobody_would_stay' } })
  })

  test('is told so when it has happened, and not that they are a stranger', () => {
    const first = decide(removeAlice, chatOf(ALICE, BOB), POLICY)
    const after = first.kind === 'steps' ? first.steps.reduce(performFaultlessly, chatOf(ALICE, BOB)) : chatOf()
    expect(decide(removeAlice, after, POLICY)).toEqual(goesOn)
  })
})

describe('removing is refused', () => {
  test.each([
    [
      'to somebody who is not inside',
      { ...removeBob, caller: { workerSid: CAROL, isSupervisor: false } },
      chatOf(ALICE, BOB),
      'caller_not_inside',
    ],
    [
      'for a customer',
      { ...removeBob, participantSid: testSid('UT', 99) },
      chatOf(ALICE, BOB),
      'participant_not_agent',
    ],
    [
      'when the channel is paused',
      removeBob,
      { ...chatOf(ALICE, BOB), channel: { ...chatOf().channel, status: 'pause' } },
      'channel_not_active',
    ],
    [
      'in another conversation',
      { ...removeBob, caller: supervisor },
      { ...chatOf(ALICE, BOB), conversation: { ...chatOf().conversation, sid: testSid('CH', 2) } },
      'conversation_not_of_channel',
    ],
  ] as const)('%s', (_when, command, chat, code) => {
    expect(decide(command, chat, POLICY)).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  test('while the feature is off', () => {
    expect(decide(removeBob, chatOf(ALICE, BOB), { ...POLICY, enabled: false })).toMatchObject({
      refusal: { code: 'not_enabled' },
    })
  })
})

describe('somebody who has just accepted and is not listed yet', () => {
  const joining = { ...chatOf(BOB), tasks: [taskOf(ALICE), taskOf(BOB)] }

  test('is looked for once more before they are refused', () => {
    expect(decide(leave, joining, POLICY)).toMatchObject({ kind: 'notVisibleYet' })
    expect(decide(removeBob, joining, POLICY)).toMatchObject({ kind: 'notVisibleYet' })
  })
})

describe('somebody who is inside twice', () => {
  const second = { ...agent(ALICE), participantSid: testSid('UT', 70), taskSid: testSid('WT', 70) }
  const twice = (chat: Observation): Observation => ({
    ...chat,
    participants: [...chat.participants, second],
    tasks: [...chat.tasks, { ...taskOf(ALICE), sid: testSid('WT', 70) }],
  })
  const asked = {
    kind: 'leave',
    caller: { workerSid: ALICE, isSupervisor: false },
    requestId: 'r',
    ends: 'conversation',
  } as const

  test('leaves with both, where another agent stays', () => {
    const afterLeaving = (seen: Observation): Observation => {
      const decision = decide(asked, seen, POLICY)
      return decision.kind === 'steps' ? decision.steps.reduce(performFaultlessly, seen) : seen
    }
    const seen = afterLeaving(afterLeaving(twice(chatOf(ALICE, BOB))))
    expect(seen.participants.map(({ workerSid }) => workerSid)).toEqual([undefined, BOB])
    expect(decide(asked, seen, POLICY)).toMatchObject({ kind: 'done' })
  })

  test('leaves with none, where nobody else would stay', () => {
    expect(decide(asked, twice(chatOf(ALICE)), POLICY)).toMatchObject({ refusal: { code: 'nobody_would_stay' } })
  })
})

test('somebody who has just left is told so, even where no list has shown their reservation yet', () => {
  const tasks = [{ ...taskOf(ALICE), reservations: [] }, taskOf(BOB)]
  const asked = {
    kind: 'leave',
    caller: { workerSid: ALICE, isSupervisor: false },
    requestId: 'r',
    ends: 'conversation',
  } as const
  const first = decide(asked, { ...chatOf(ALICE, BOB), tasks }, POLICY)
  expect(first).toMatchObject({ kind: 'steps', steps: [{ kind: 'closeParticipant' }] })
  const left =
    first.kind === 'steps' ? first.steps.reduce(performFaultlessly, { ...chatOf(ALICE, BOB), tasks }) : chatOf()
  expect(decide(asked, left, POLICY)).toEqual({ kind: 'done', outcome: { of: 'departure', conversation: 'goesOn' } })
})

test('somebody who has just left is told so, even while another invite of theirs is being followed', () => {
  const chat = withInvite(chatOf(ALICE, BOB), inviteOf({ mode: 'warm' }), {
    ...inviteTask('assigned'),
    reservations: [{ sid: testSid('WR', 50), workerSid: ALICE, status: 'accepted', createdAtMs: NOW_MS }],
  })
  const asked = {
    kind: 'leave',
    caller: { workerSid: ALICE, isSupervisor: false },
    requestId: 'r',
    ends: 'conversation',
  } as const
  const first = decide(asked, chat, POLICY)
  const left = first.kind === 'steps' ? first.steps.reduce(performFaultlessly, chat) : chat
  expect(decide(asked, left, POLICY)).toEqual({ kind: 'done', outcome: { of: 'departure', conversation: 'goesOn' } })
})

describe('in another conversation than the one that is named', () => {
  const elsewhere = (chat: Observation): Observation => ({
    ...chat,
    conversation: { ...chat.conversation, sid: testSid('CH', 2) },
  })

  test.each<[string, Observation]>([
    ['somebody inside', chatOf(ALICE, BOB)],
    ['somebody who has left', { ...chatOf(BOB), tasks: [taskOf(BOB), { ...taskOf(ALICE), status: 'completed' }] }],
  ])('nobody leaves: %s', (_who, chat) => {
    expect(decide(leave, elsewhere(chat), POLICY)).toMatchObject({ refusal: { code: 'conversation_not_of_channel' } })
  })

  test('nobody is removed, not even who has gone', () => {
    for (const chat of [chatOf(ALICE, BOB), chatOf(ALICE)]) {
      expect(decide(removeBob, elsewhere(chat), POLICY)).toMatchObject({
        refusal: { code: 'conversation_not_of_channel' },
      })
    }
  })
})

test('somebody who watches leaves nothing', () => {
  const watching = {
    ...chatOf(BOB),
    participants: [...chatOf(BOB).participants, { ...agent(ALICE), type: 'supervisor' }],
  }
  expect(decide(leave, watching, POLICY)).toMatchObject({ refusal: { code: 'caller_not_inside' } })
})

test('who was never given a task that is gone has never been here', () => {
  const chat: Observation = { ...chatOf(BOB), tasks: [taskOf(BOB), { sid: testSid('WT', 9), status: 'gone' }] }
  expect(decide(leave, chat, POLICY)).toMatchObject({ refusal: { code: 'caller_not_inside' } })
})

test('what Twilio has deleted the task of is over: a wrap-up has ended, and who is still listed can be removed', () => {
  const gone: Observation = { ...chatOf(ALICE, BOB), tasks: [taskOf(ALICE), { sid: taskOf(BOB).sid, status: 'gone' }] }
  const bob = { workerSid: BOB, isSupervisor: false }
  expect(decide({ ...leave, caller: bob, ends: 'wrapup' }, gone, POLICY)).toEqual(goesOn)
  const carol = { ...gone, participants: [...gone.participants, agent(CAROL)], tasks: [...gone.tasks, taskOf(CAROL)] }
  expect(decide(removeBob, carol, POLICY)).toMatchObject(closes(agent(BOB).participantSid))
})

test('a supervisor who was never inside is told of somebody who has gone that they have gone', () => {
  expect(decide({ ...removeBob, caller: supervisor }, chatOf(ALICE), POLICY)).toEqual(goesOn)
})

test('a supervisor who watches is no company, even with a task', () => {
  const chat = chatOf(ALICE, CAROL)
  const participants = chat.participants.map((one) => (one.workerSid === CAROL ? { ...one, type: 'supervisor' } : one))
  expect(decide(leave, { ...chat, participants }, POLICY)).toMatchObject({ refusal: { code: 'nobody_would_stay' } })
})

test('an agent of whom nobody knows who it is is no company', () => {
  const chat = chatOf(ALICE, BOB)
  const participants = chat.participants.map(({ workerSid, ...one }) =>
    workerSid === BOB || workerSid === undefined ? one : { ...one, workerSid },
  )
  expect(decide(leave, { ...chat, participants }, POLICY)).toMatchObject({ refusal: { code: 'nobody_would_stay' } })
})

import { describe, expect, test } from 'vitest'
import type { InviteMark } from '../invite-mark.ts'
import type { Observation, PresentTask } from '../observation.ts'
import {
  agent,
  ALICE,
  BOB,
  chatOf,
  INVITE_TASK,
  inviteOf,
  inviteTask,
  NOW_MS,
  SALES,
  taskOf,
  testSid,
} from '../testing/chat.ts'
import { ALL_READ, examined, stepsAtOnce, stepsOf, withInvite } from '../testing/look.ts'
import { wayBack } from './way-back.ts'

const workers = {
  [ALICE]: { sid: ALICE, name: 'Alice', available: true },
  [BOB]: { sid: BOB, name: 'Bob', available: true },
}
const away = { [ALICE]: { sid: ALICE, name: 'Alice', available: false } }
const options = { policy: { fallbackQueueSid: SALES } } as const

/** Nobody is inside, and this was the newest invite. */
function failed(mark: Partial<InviteMark> = {}, task: Partial<PresentTask> = {}): Observation {
  const canceled: PresentTask = { ...inviteTask('canceled'), reason: 'Task canceled on Workflow timeout', ...task }
  return { ...withInvite(chatOf(), inviteOf(mark), canceled), onDemand: { ...ALL_READ, workers } }
}

describe('the second attempt', () => {
  test('goes to the sender, after the grace', () => {
    expect(stepsAtOnce(wayBack, failed(), options)).toEqual([])
    expect(stepsOf(wayBack, failed(), options)).toMatchObject([
      {
        kind: 'createInvite',
        target: { type: 'worker', sid: ALICE },
        mark: { transferId: 'transfer-1:2', mode: 'cold', attempt: 2, fromWorkerSid: ALICE },
        taskAttributes: { workerSidsInConversation: [], from: 'guest-1' },
      },
    ])
  })

  test('ends nobody else’s wrap-up, and no wrap-up elsewhere', () => {
    const chat = failed()
    const others = {
      ...chat,
      participants: [...chat.participants, agent(ALICE), agent(BOB)],
      tasks: [
        ...chat.tasks,
        { ...taskOf(ALICE), status: 'completed' as const },
        { ...taskOf(BOB), status: 'wrapping' as const },
      ],
    }
    expect(stepsOf(wayBack, others, options).map(({ kind }) => kind)).toEqual(['createInvite'])
  })

  test('goes to the fallback queue when the sender is not available', () => {
    const chat = { ...failed(), onDemand: { ...ALL_READ, workers: away } }
    expect(stepsOf(wayBack, chat, options)).toMatchObject([{ target: { type: 'queue', sid: SALES } }])
  })

  test('goes to the fallback queue when it is the sender who did not take it', () => {
    const chat = failed({ fromWorkerSid: BOB })
    expect(stepsOf(wayBack, chat, options)).toMatchObject([{ target: { type: 'queue', sid: SALES } }])
  })

  test('goes to the fallback queue when nobody had sent it', () => {
    const chat = failed({ fromWorkerSid: undefined })
    expect(stepsOf(wayBack, chat, options)).toMatchObject([{ target: { type: 'queue', sid: SALES } }])
  })

  test('goes to the sender also when the invite does not say any more whom it was for', () => {
    const chat = { ...failed(), invites: [{ ...inviteOf(), target: undefined }] }
    expect(stepsOf(wayBack, chat, options)).toMatchObject([{ target: { type: 'worker', sid: ALICE } }])
  })

  test('takes the sender’s wrap-up for over when Twilio has deleted its task', () => {
    const chat = failed()
    const gone: Observation = {
      ...chat,
      participants: [...chat.participants, agent(ALICE)],
      tasks: [...chat.tasks, { sid: taskOf(ALICE).sid, status: 'gone' }],
    }
    expect(stepsOf(wayBack, gone, options).map(({ kind }) => kind)).toEqual(['createInvite'])
  })

  test('first ends the sender’s wrap-up in this very conversation', () => {
    const chat = failed()
    const wrapping = {
      ...chat,
      participants: [...chat.participants, agent(ALICE)],
      tasks: [...chat.tasks, { ...taskOf(ALICE), status: 'wrapping' as const }],
    }
    expect(stepsOf(wayBack, wrapping, options)).toMatchObject([
      { kind: 'closeParticipant', participantSid: agent(ALICE).participantSid, status: 'closed' },
      { kind: 'createInvite' },
    ])
  })

  test('asks first whether the sender is available', () => {
    const chat = { ...failed(), onDemand: ALL_READ }
    expect(examined(wayBack, chat, options).reads).toEqual([{ of: 'worker', sid: ALICE }])
  })

  test('keeps the note and the reason, and says where they had to go', () => {
    const note = 'x'.repeat(500)
    expect(stepsOf(wayBack, failed({ note }), options)).toMatchObject([{ mark: { note } }])
    const full = failed({ note }, { attributes: { ...inviteTask('canceled').attributes, form: 'y'.repeat(3_300) } })
    const { repair } = examined(wayBack, full, options)
    expect(repair?.steps[0]).not.toHaveProperty('mark.note')
    expect(repair?.reason).toMatch(/dropped/)
  })
})

describe('later attempts', () => {
  test('go to the fallback queue', () => {
    const chat = failed({ transferId: 'transfer-1:2', attempt: 2 })
    expect(stepsOf(wayBack, chat, options)).toMatchObject([
      { target: { sid: SALES }, mark: { transferId: 'transfer-1:3', attempt: 3 } },
    ])
    expect(examined(wayBack, chat, options).repair?.alarm).toBeUndefined()
  })

  test('go to the queue in which the workflow catches the rest, where none is configured', () => {
    const chat = {
      ...failed({ attempt: 2 }),
      workflow: { ...chatOf().workflow, catchAllQueueSid: SALES } as Observation['workflow'],
    }
    expect(stepsOf(wayBack, chat as Observation)).toMatchObject([{ target: { sid: SALES } }])
    const { workflow: _nothing, ...unread } = failed({ attempt: 2 })
    expect(examined(wayBack, unread).reads).toEqual([{ of: 'workflow' }])
  })

  test('are renewed for as long as it takes, with an alarm each time', () => {
    const { repair } = examined(wayBack, failed({ transferId: 'transfer-1:3', attempt: 3 }), options)
    expect(repair?.steps).toMatchObject([{ mark: { transferId: 'transfer-1:4' } }])
    expect(repair?.alarm).toMatch(/3 invites/)
  })
})

describe('nothing goes back', () => {
  test.each([
    [
      'somebody is inside',
      { ...failed(), ...chatOf(BOB), invites: failed().invites, tasks: [...chatOf(BOB).tasks, ...failed().tasks] },
    ],
    [
      'another invite is out',
      withInvite(
        failed(),
        { ...inviteOf(), taskSid: testSid('WT', 60) },
        { ...inviteTask('pending'), sid: testSid('WT', 60) },
      ),
    ],
    ['the customer has gone', { ...failed(), participants: [] }],
    ['it was canceled by a person', failed({}, { reason: `Canceled by ${ALICE}` })],
    [
      'the agent who was invited had come in another way',
      failed({}, { reason: 'The agent who was invited is inside.' }),
    ],
    ['it rang at agents only who were inside', failed({}, { reason: 'It rings at nobody but agents who are inside.' })],
    ['it was a duplicate', failed({}, { reason: 'Duplicate of WT1' })],
    ['nobody was invited', chatOf()],
    ['somebody served the customer with it', failed({}, { status: 'completed' })],
  ])('when %s', (_what, chat) => {
    expect(stepsOf(wayBack, chat, options)).toEqual([])
  })

  test('when TaskRouter has deleted the task, and nobody knows how it ended', () => {
    const gone = {
      ...withInvite(chatOf(), inviteOf()),
      onDemand: { ...ALL_READ, workers, verdicts: { [INVITE_TASK]: 'unknown' as const } },
    }
    const lastTask = { ...taskOf(ALICE), taskChannelUniqueName: 'chat' }
    // Unknown counts as served: there would be everything to make an invite from.
    expect(examined(wayBack, gone, { ...options, memory: { lastTask } })).toEqual({ suspicions: [] })
  })

  test('when there is no queue for the rest: that is a case for help', () => {
    const found = examined(wayBack, failed({ attempt: 2 }))
    expect(found.repair).toBeUndefined()
    expect(found.alarm).toBe('Nobody followed the invite (attempt 2). The transfer workflow has no queue for the rest.')
  })

  test('when the task attributes are too long even without the note: that is a case for help', () => {
    const attributes = { ...inviteTask('canceled').attributes, form: 'y'.repeat(4_000) }
    const found = examined(wayBack, failed({ note: 'x' }, { attributes }), options)
    expect(found.repair).toBeUndefined()
    expect(found.alarm).toMatch(/task attributes are \d+ too long/)
  })

  test('when no task is known any more to make an invite from: that is a case for help', () => {
    const gone = { ...withInvite(chatOf(), inviteOf()), onDemand: { ...ALL_READ, workers } }
    const memory = { verdicts: { [INVITE_TASK]: 'failed' as const } }
    expect(examined(wayBack, gone, { ...options, memory }).alarm).toMatch(/No task/)
  })

  test('when a Studio flow has taken the conversation over since an agent was inside', () => {
    const flow = { createdAtMs: NOW_MS - 1000 }
    const chat = { ...failed(), onDemand: { ...ALL_READ, workers, studioWebhook: flow } }
    expect(stepsOf(wayBack, chat, options)).toEqual([])
    const memory = { agentInsideAtMs: NOW_MS }
    expect(stepsOf(wayBack, chat, { ...options, memory })).toMatchObject([{ kind: 'createInvite' }])
  })

  test('before it is known whether a Studio flow has taken the conversation over', () => {
    const chat = { ...failed(), onDemand: { workers } }
    expect(examined(wayBack, chat, options).reads).toEqual([{ of: 'studioWebhook' }])
  })
})

describe('when TaskRouter has deleted the task', () => {
  const gone: Observation = { ...withInvite(chatOf(), inviteOf()), onDemand: { ...ALL_READ, workers } }
  const lastTask = {
    sid: testSid('WT', 9),
    attributes: { from: 'guest-1' },
    priority: 1,
    taskChannelUniqueName: 'chat',
  }

  test('its events are asked', () => {
    expect(examined(wayBack, gone, options).reads).toEqual([{ of: 'verdict', taskSid: INVITE_TASK }])
  })

  test.each(['events', 'memory'])(
    'and %s says that it failed, the conversation goes back, made from what was remembered',
    (where) => {
      const verdicts = { [INVITE_TASK]: 'failed' as const }
      const memory = { lastTask, ...(where === 'memory' ? { verdicts } : {}) }
      const chat = where === 'memory' ? gone : { ...gone, onDemand: { ...ALL_READ, workers, verdicts } }
      const steps = stepsOf(wayBack, chat, { ...options, memory: { ...memory, verdicts } })
      expect(steps).toMatchObject([{ kind: 'createInvite', priority: 1, taskAttributes: { from: 'guest-1' } }])
    },
  )

  test('and it has served, nothing goes back', () => {
    expect(stepsOf(wayBack, gone, { ...options, memory: { lastTask, verdicts: { [INVITE_TASK]: 'served' } } })).toEqual(
      [],
    )
  })
})

test('one that was accepted, and completed because its agent never came, has failed', () => {
  const chat = failed({}, { status: 'completed' })
  expect(stepsOf(wayBack, chat, { ...options, memory: { verdicts: { [INVITE_TASK]: 'failed' } } })).toMatchObject([
    { kind: 'createInvite' },
  ])
})

test('one that was not needed any more has not failed, even when its task has been deleted since', () => {
  const gone = { ...withInvite(chatOf(), inviteOf()), onDemand: { ...ALL_READ, workers } }
  const memory = { verdicts: { [INVITE_TASK]: 'notNeeded' as const } }
  expect(examined(wayBack, gone, { ...options, memory })).toEqual({ suspicions: [] })
})

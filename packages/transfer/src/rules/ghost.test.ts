import { describe, expect, test } from 'vitest'
import type { Observation, ObservedParticipant } from '../observation.ts'
import { agent, ALICE, BOB, chatOf, inviteOf, inviteTask, SALES, taskOf, testSid } from '../testing/chat.ts'
import { ALL_READ, examined, lookAt, stepsAtOnce, stepsOf, withInvite } from '../testing/look.ts'
import { ghost } from './ghost.ts'

const close = { kind: 'closeParticipant', participantSid: agent(ALICE).participantSid, status: 'closed' }

/** Alice is in the list with a task that is like this; Bob serves the customer. */
function withGhost(
  status: 'completed' | 'canceled' | 'assigned' | 'wrapping' | 'gone',
  inConversation: ObservedParticipant['inConversation'] = 'yes',
): Observation {
  const chat = chatOf(ALICE, BOB)
  const { sid } = taskOf(ALICE)
  return {
    ...chat,
    participants: chat.participants.map((one) => (one.workerSid === ALICE ? { ...one, inConversation } : one)),
    tasks: [status === 'gone' ? { sid, status } : { ...taskOf(ALICE), status }, taskOf(BOB)],
  }
}

test.each(['completed', 'canceled', 'gone'] as const)(
  'an agent whose task is %s is closed after the grace',
  (status) => {
    expect(stepsAtOnce(ghost, withGhost(status))).toEqual([])
    expect(stepsOf(ghost, withGhost(status))).toMatchObject([close])
  },
)

test('an agent who is known not to be in the conversation is closed after the grace', () => {
  expect(stepsOf(ghost, withGhost('assigned', 'no'))).toMatchObject([close])
})

test('nor is one of whom nothing is known, when every place in the conversation is somebody else’s', () => {
  const chat = withGhost('assigned', 'unknown')
  const [customer, bob] = [testSid('MB', 1), testSid('MB', 2)]
  const places: Readonly<Record<string, string>> = { customer, [BOB]: bob }
  const participants = chat.participants.map(({ memberSid: _any, ...one }) => {
    const memberSid = places[one.workerSid ?? one.type]
    return memberSid === undefined ? one : { ...one, memberSid }
  })
  const withPlaces = (memberSids: readonly string[]): Observation => ({
    ...chat,
    participants,
    conversation: { ...chat.conversation, memberSids },
  })
  expect(stepsAtOnce(ghost, withPlaces([customer, bob]))).toEqual([])
  expect(stepsOf(ghost, withPlaces([customer, bob]))).toMatchObject([close])
  expect(stepsOf(ghost, withPlaces([customer, bob, testSid('MB', 3)]))).toEqual([])
})

test.each([
  ['in wrap-up', withGhost('wrapping', 'no')],
  ['inside', withGhost('assigned')],
  ['not yet known to be inside', withGhost('assigned', 'unknown')],
])('an agent who is %s is no ghost', (_what, chat) => {
  expect(ghost.examine(lookAt(chat))).toEqual({ suspicions: [] })
})

test('customers and supervisors have no task, and are no ghosts', () => {
  const supervisor: ObservedParticipant = { ...agent(ALICE), type: 'supervisor' }
  const { participants } = chatOf(BOB)
  const chat = { ...withGhost('completed'), participants: [...participants, supervisor] }
  expect(ghost.examine(lookAt(chat))).toEqual({ suspicions: [] })
})

describe('when nobody else is there', () => {
  const alone: Observation = {
    ...chatOf(ALICE),
    tasks: [{ ...taskOf(ALICE), status: 'completed' }],
    onDemand: ALL_READ,
  }
  const waiting = { ...ALL_READ, lastMessage: { byCustomer: 'yes', atMs: 0 } } as const
  const fallbackQueueSid = SALES

  test('and the customer waits for an answer, somebody is asked for first', () => {
    const chat = { ...alone, onDemand: waiting }
    const options = { policy: { fallbackQueueSid } }
    expect(stepsOf(ghost, chat, options)).toMatchObject([
      { kind: 'createInvite', target: { type: 'queue', sid: SALES } },
    ])
    const asked = withInvite(chat, inviteOf(), inviteTask('pending'))
    expect(stepsOf(ghost, asked, options)).toMatchObject([close])
  })

  test.each(['close', 'inactive'] as const)(
    'and the customer does not, the ghost goes, and the next rules say what becomes of it (%s)',
    (policy) => {
      expect(stepsOf(ghost, alone, { policy: { stranded: policy } })).toMatchObject([close])
    },
  )

  test('what that depends on is read first', () => {
    const { onDemand: _nothing, ...unread } = alone
    expect(examined(ghost, unread).reads).toEqual([
      { of: 'channelTasks' },
      { of: 'studioWebhook' },
      { of: 'lastMessage' },
    ])
  })

  test('and there is nobody to ask, somebody is called for help', () => {
    const chat = {
      ...alone,
      onDemand: waiting,
      workflow: { knownWorkerQueueSids: [], queueSids: [], catchesRest: false },
    }
    expect(examined(ghost, chat).repair).toMatchObject({
      steps: [close],
      alarm: expect.stringContaining('queue') as unknown,
    })
  })
})

test.each([{ taskSid: taskOf(ALICE).sid }, {}])('an agent of whose task nothing is known is no ghost (%j)', (named) => {
  const { taskSid: _own, ...alice } = agent(ALICE)
  const chat: Observation = { ...chatOf(BOB), participants: [...chatOf(BOB).participants, { ...alice, ...named }] }
  expect(ghost.examine(lookAt(chat))).toEqual({ suspicions: [] })
})

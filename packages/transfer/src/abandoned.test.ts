import { describe, expect, test } from 'vitest'
import { fateOf, type AbandonedLook, type Fate } from './abandoned.ts'
import type { Observation, ObservedMessage } from './observation.ts'
import type { Policy } from './policy.ts'
import { ALICE, BOB, chatOf, inviteOf, inviteTask, NOW_MS, POLICY, SALES, taskOf, testSid } from './testing/chat.ts'
import { ALL_READ, withInvite } from './testing/look.ts'

/** Alice has just left, and the lists still show her. */
const left: Observation = { ...chatOf(ALICE), onDemand: ALL_READ }

interface Options extends Partial<Omit<AbandonedLook, 'policy'>> {
  readonly policy?: Partial<Policy>
}

const fate = ({ policy, ...look }: Options = {}): Fate =>
  fateOf({ observation: left, releasedTask: taskOf(ALICE).sid, ...look, policy: { ...POLICY, ...policy } })

const wrote = (byCustomer: ObservedMessage['byCustomer'], chat = left): Observation => ({
  ...chat,
  onDemand: { ...ALL_READ, lastMessage: { byCustomer, atMs: NOW_MS } },
})

describe('a customer who is not waiting for an answer', () => {
  const { channel } = left

  test.each([
    ['nobody has written', left],
    ['an agent wrote last', wrote('no')],
  ])('finds the conversation closed: %s', (_who, observation) => {
    expect(fate({ observation })).toEqual({
      kind: 'closed',
      steps: [{ kind: 'closeChannel', channel, status: 'closed' }],
    })
  })

  test('finds it inactive, where that is the policy', () => {
    expect(fate({ policy: { stranded: 'inactive' } })).toEqual({
      kind: 'inactive',
      steps: [{ kind: 'closeChannel', channel, status: 'inactive' }],
    })
  })

  test('is asked for somebody, where that is the policy', () => {
    expect(fate({ policy: { stranded: 'requeue', fallbackQueueSid: SALES } }).kind).toBe('requeued')
  })
})

describe('a customer who is waiting for an answer', () => {
  const policy = { fallbackQueueSid: SALES }

  test.each(['close', 'inactive', 'requeue'] as const)(
    'is asked for somebody, whatever the policy (%s)',
    (stranded) => {
      expect(fate({ observation: wrote('yes'), policy: { ...policy, stranded } })).toMatchObject({
        kind: 'requeued',
        steps: [
          {
            kind: 'createInvite',
            target: { type: 'queue', sid: SALES },
            mark: { transferId: `${left.channel.channelSid}:1`, attempt: 1 },
            taskAttributes: { from: 'guest-1' },
          },
        ],
      })
    },
  )

  test('may be one of whom it cannot be told who wrote', () => {
    expect(fate({ observation: wrote('unknown'), policy }).kind).toBe('requeued')
  })

  test('is asked for in the queue in which the workflow catches the rest, where none is configured', () => {
    const { workflow, ...unread } = wrote('yes')
    expect(fate({ observation: unread })).toEqual({ kind: 'unread', reads: [{ of: 'workflow' }] })
    const catching = { ...unread, ...(workflow && { workflow: { ...workflow, catchAllQueueSid: SALES } }) }
    expect(fate({ observation: catching })).toMatchObject({ steps: [{ target: { sid: SALES } }] })
  })

  test('goes on with what the task of the agent who left knew, else with what was remembered', () => {
    const other = { ...taskOf(ALICE, { from: 'another' }), sid: testSid('WT', 70), createdAtMs: NOW_MS }
    const observation = { ...wrote('yes'), tasks: [taskOf(ALICE), { ...other, status: 'completed' as const }] }
    expect(fate({ observation, policy })).toMatchObject({ steps: [{ taskAttributes: { from: 'guest-1' } }] })
    const rememberedTask = { sid: testSid('WT', 9), attributes: { from: 'x' }, priority: 0, taskChannelUniqueName: 'a' }
    const gone = { ...observation, tasks: [{ sid: taskOf(ALICE).sid, status: 'gone' as const }] }
    expect(fate({ observation: gone, policy, rememberedTask })).toMatchObject({
      steps: [{ taskAttributes: { from: 'x' }, taskChannelUniqueName: 'a' }],
    })
  })

  test('is asked for somebody with what the list of invites still shows of the task, where all else has forgotten it', () => {
    const goneTask = { sid: testSid('WT', 9), attributes: { from: 'y' }, priority: 1, taskChannelUniqueName: 'sms' }
    const chat = { ...wrote('yes'), tasks: [], invites: [{ ...inviteOf(), mark: undefined, goneTask }] }
    expect(fate({ observation: chat, policy })).toMatchObject({
      steps: [{ taskAttributes: { from: 'y' }, priority: 1, taskChannelUniqueName: 'sms' }],
    })
    const rememberedTask = { ...goneTask, attributes: { from: 'x' } }
    expect(fate({ observation: chat, policy, rememberedTask })).toMatchObject({
      steps: [{ taskAttributes: { from: 'x' } }],
    })
  })

  test('cannot be helped without a queue, without any task, or with attributes that are too long', () => {
    expect(fate({ observation: wrote('yes') })).toEqual({
      kind: 'helpless',
      because: 'The transfer workflow has no queue for the rest.',
    })
    expect(fate({ observation: { ...wrote('yes'), tasks: [] }, policy })).toEqual({
      kind: 'helpless',
      because: 'No task of this conversation is known any more.',
    })
    const tasks = [taskOf(ALICE, { form: 'x'.repeat(4_096) })]
    expect(fate({ observation: { ...wrote('yes'), tasks }, policy })).toMatchObject({
      kind: 'helpless',
      because: expect.stringMatching(/are \d+ too long/) as unknown,
    })
  })
})

describe('what it depends on is read first', () => {
  const { onDemand: _nothing, ...unread } = left

  test('all of it at once', () => {
    const reads = [{ of: 'channelTasks' }, { of: 'studioWebhook' }, { of: 'lastMessage' }]
    expect(fate({ observation: unread })).toEqual({ kind: 'unread', reads })
  })

  test.each([
    ['channelTasks', { ...ALL_READ, channelTasksRead: false }],
    ['studioWebhook', { channelTasksRead: true, lastMessage: 'none' }],
    ['lastMessage', { channelTasksRead: true, studioWebhook: 'none' }],
  ] as const)('only %s, where the rest is known', (of, onDemand) => {
    expect(fate({ observation: { ...unread, onDemand } })).toEqual({ kind: 'unread', reads: [{ of }] })
  })
})

describe('a conversation goes on', () => {
  test.each<[string, Options]>([
    ['while an agent is inside', { releasedTask: undefined }],
    ['while another agent is inside', { observation: { ...chatOf(ALICE, BOB), onDemand: ALL_READ } }],
    ['while an invite is out', { observation: withInvite(left, inviteOf(), inviteTask('pending')) }],
    ['of a kind that we do not transfer', { observation: { ...left, channel: { ...left.channel, type: 'email' } } }],
    [
      'that is parked',
      {
        observation: { ...left, conversation: { ...left.conversation, attributes: { a: { parked: true } } } },
        policy: { parkedMarker: 'a.parked' },
      },
    ],
    ['in a paused channel', { observation: { ...left, channel: { ...left.channel, status: 'pause' } } }],
  ])('%s', (_when, options) => {
    expect(fate(options)).toEqual({ kind: 'goesOn' })
  })

  test('that was parked once, and is not any more, does not', () => {
    const attributes = { a: { parked: false } }
    const observation = { ...left, conversation: { ...left.conversation, attributes } }
    expect(fate({ observation, policy: { parkedMarker: 'a.parked' } }).kind).toBe('closed')
  })

  test('that belongs to a Studio flow, as long as no agent has been inside since it began', () => {
    const joinedAtMs = taskOf(ALICE).reservations[0]?.createdAtMs ?? 0
    const owned = (createdAtMs: number): Observation => ({
      ...left,
      onDemand: { ...ALL_READ, studioWebhook: { createdAtMs } },
    })
    expect(fate({ observation: owned(joinedAtMs + 1) }).kind).toBe('goesOn')
    expect(fate({ observation: owned(joinedAtMs) }).kind).toBe('closed')
    expect(fate({ observation: owned(joinedAtMs + 1), agentInsideAtMs: joinedAtMs + 1 }).kind).toBe('closed')
    expect(fate({ observation: owned(joinedAtMs + 1), agentInsideAtMs: joinedAtMs }).kind).toBe('goesOn')
  })

  test.each(['wrapping', 'completed'])('an agent whose reservation is %s has been inside too', (status) => {
    const reservations = taskOf(ALICE).reservations.map((one) => ({ ...one, status }))
    const joinedAtMs = reservations[0]?.createdAtMs ?? 0
    const observation = {
      ...left,
      tasks: [{ ...taskOf(ALICE), reservations }],
      onDemand: { ...ALL_READ, studioWebhook: { createdAtMs: joinedAtMs - 1 } },
    }
    expect(fate({ observation }).kind).toBe('closed')
  })

  test('a task that Twilio has deleted does not tell whether anybody has been inside', () => {
    const observation: Observation = {
      ...left,
      tasks: [{ sid: taskOf(ALICE).sid, status: 'gone' }],
      onDemand: { ...ALL_READ, studioWebhook: { createdAtMs: NOW_MS } },
    }
    expect(fate({ observation })).toEqual({ kind: 'goesOn' })
  })

  test('one who was only asked has not been inside', () => {
    const reservations = taskOf(ALICE).reservations.map((one) => ({ ...one, status: 'rejected' }))
    const observation = {
      ...left,
      tasks: [{ ...taskOf(ALICE), reservations }],
      onDemand: { ...ALL_READ, studioWebhook: { createdAtMs: NOW_MS - 900_000 } },
    }
    expect(fate({ observation })).toEqual({ kind: 'goesOn' })
  })
})

import { describe, expect, test } from 'vitest'
import type { Observation, ObservedMessage, OnDemand } from '../observation.ts'
import { agent, ALICE, chatOf, inviteOf, inviteTask, NOW_MS, SALES, taskOf, testSid } from '../testing/chat.ts'
import { ALL_READ, examined, lookAt, stepsAtOnce, stepsOf, withInvite } from '../testing/look.ts'
import { stranded } from './stranded.ts'

const wrote = (byCustomer: ObservedMessage['byCustomer']): OnDemand => ({
  ...ALL_READ,
  lastMessage: { byCustomer, atMs: NOW_MS },
})

/** Alice has been here, and is not any more; her task is still known. */
const alone: Observation = { ...chatOf(), tasks: [{ ...taskOf(ALICE), status: 'completed' }], onDemand: ALL_READ }

const fallback = { policy: { fallbackQueueSid: SALES } } as const

test('a customer who is alone for the first time is not stranded yet', () => {
  expect(stepsAtOnce(stranded, alone)).toEqual([])
  expect(stranded.examine(lookAt(alone)).suspicions).toEqual([{ condition: 'stranded', graceMs: 60_000 }])
})

describe('a customer who wrote last', () => {
  test.each(['yes', 'unknown'] as const)('is asked for somebody (%s)', (byCustomer) => {
    expect(stepsOf(stranded, { ...alone, onDemand: wrote(byCustomer) }, fallback)).toMatchObject([
      {
        kind: 'createInvite',
        target: { type: 'queue', sid: SALES },
        mark: { transferId: `${alone.channel.channelSid}:1`, mode: 'cold', attempt: 1 },
        taskAttributes: { from: 'guest-1', workerSidsInConversation: [] },
      },
    ])
  })

  test('is asked for somebody a second time under another transferId', () => {
    const before = { ...inviteOf({ transferId: `${alone.channel.channelSid}:1` }), taskSid: testSid('WT', 80) }
    const chat = { ...withInvite(alone, before), onDemand: wrote('yes') }
    expect(stepsOf(stranded, chat, fallback)).toMatchObject([
      { mark: { transferId: `${alone.channel.channelSid}:2`, attempt: 2 } },
    ])
  })

  test('is a case for help where no queue takes the rest', () => {
    const found = examined(stranded, { ...alone, onDemand: wrote('yes') })
    expect(found).toMatchObject({ alarm: expect.stringMatching(/no queue/) as unknown })
    expect(found.repair).toBeUndefined()
  })

  test('is a case for help where no task is known any more, unless one was remembered', () => {
    const chat = { ...alone, tasks: [], onDemand: wrote('yes') }
    expect(examined(stranded, chat, fallback).alarm).toMatch(/No task/)
    const lastTask = {
      sid: testSid('WT', 9),
      attributes: { from: 'guest-1' },
      priority: 0,
      taskChannelUniqueName: 'chat',
    }
    expect(stepsOf(stranded, chat, { ...fallback, memory: { lastTask } })).toMatchObject([{ kind: 'createInvite' }])
  })
})

describe('a customer who has been answered', () => {
  const answered = { ...alone, onDemand: wrote('no') }

  test('finds the conversation closed', () => {
    expect(stepsOf(stranded, answered)).toEqual([{ kind: 'closeChannel', channel: alone.channel, status: 'closed' }])
    expect(stepsOf(stranded, alone)).toMatchObject([{ kind: 'closeChannel' }])
  })

  test('finds it inactive, where that is the policy, and it stays ours', () => {
    const options = { policy: { stranded: 'inactive' } } as const
    expect(stepsOf(stranded, answered, options)).toMatchObject([{ kind: 'closeChannel', status: 'inactive' }])
    expect(examined(stranded, answered, options).repair?.remember).toEqual({ madeInactive: true })
  })

  test('is asked for somebody, where that is the policy, and then the channel was not made inactive', () => {
    const options = { policy: { stranded: 'requeue', fallbackQueueSid: SALES } } as const
    expect(stepsOf(stranded, answered, options)).toMatchObject([{ kind: 'createInvite' }])
    expect(examined(stranded, answered, options).repair?.remember).toBeUndefined()
  })
})

test('what it depends on is read first', () => {
  const { onDemand: _nothing, ...unread } = alone
  expect(examined(stranded, unread).reads).toEqual([
    { of: 'channelTasks' },
    { of: 'studioWebhook' },
    { of: 'lastMessage' },
  ])
})

describe('nothing is done while', () => {
  const first = { ...taskOf(ALICE), status: 'pending' as const, reservations: [] }
  test.each([
    ['an agent is inside', { ...chatOf(ALICE), onDemand: ALL_READ }],
    ['the customer queues for the first agent', { ...alone, tasks: [first] }],
    ['it rings', { ...alone, tasks: [{ ...first, status: 'reserved' as const }] }],
    ['somebody who accepted is on the way', { ...alone, tasks: [{ ...first, status: 'assigned' as const }] }],
    ['an invite waits', withInvite(alone, inviteOf(), inviteTask('pending'))],
    [
      'a supervisor is inside',
      { ...alone, participants: [...alone.participants, { ...agent(ALICE), type: 'supervisor' }] },
    ],
    [
      'somebody unknown is inside',
      { ...alone, participants: [...alone.participants, { ...agent(ALICE), type: 'unknown' }] },
    ],
    [
      'an agent is not yet known to be inside',
      {
        ...chatOf(ALICE),
        participants: chatOf(ALICE).participants.map((one) => ({ ...one, inConversation: 'unknown' as const })),
      },
    ],
    ['no customer is there', { ...alone, participants: [] }],
  ])('%s', (_what, chat) => {
    expect(stepsOf(stranded, chat)).toEqual([])
  })

  test('a park feature owns the conversation', () => {
    const parked = { ...alone, conversation: { ...alone.conversation, attributes: { parked: true } } }
    expect(examined(stranded, parked, { policy: { parkedMarker: 'parked' } })).toEqual({ suspicions: [] })
  })

  test('a Studio flow owns the conversation: no agent has been inside since it began', () => {
    const bot = { ...chatOf(), onDemand: { ...ALL_READ, studioWebhook: { createdAtMs: NOW_MS - 1000 } } }
    expect(stepsOf(stranded, bot)).toEqual([])
    expect(stepsOf(stranded, bot, { memory: { agentInsideAtMs: NOW_MS - 2000 } })).toEqual([])
    expect(stepsOf(stranded, bot, { memory: { agentInsideAtMs: NOW_MS } })).toMatchObject([{ kind: 'closeChannel' }])
  })

  test('a Studio flow is known to own the conversation: then no grace begins', () => {
    const bot = { ...chatOf(), onDemand: { ...ALL_READ, studioWebhook: { createdAtMs: NOW_MS - 1000 } } }
    expect(stranded.examine(lookAt(bot))).toEqual({ suspicions: [] })
  })

  test('an agent’s task shows that somebody has been inside since', () => {
    const { tasks } = alone
    const studioWebhook = { createdAtMs: NOW_MS - 700_000 }
    const served = {
      ...alone,
      tasks: tasks.map((task) =>
        task.status === 'gone'
          ? task
          : { ...task, reservations: task.reservations.map((one) => ({ ...one, status: 'completed' })) },
      ),
      onDemand: { ...ALL_READ, studioWebhook },
    }
    expect(stepsOf(stranded, served)).toMatchObject([{ kind: 'closeChannel' }])
  })
})

describe('a channel that we have made inactive', () => {
  const memory = { madeInactive: true }
  const inactive: Observation = { ...alone, channel: { ...alone.channel, status: 'inactive' } }
  const options = { ...fallback, memory }

  test('is looked at for what its customer has written since', () => {
    const { onDemand: _nothing, ...unread } = inactive
    expect(stranded.examine(lookAt(unread, options)).reads).toEqual([{ of: 'lastMessage' }])
    expect(stepsOf(stranded, { ...inactive, onDemand: wrote('no') }, options)).toEqual([])
    expect(stepsOf(stranded, inactive, options)).toEqual([])
  })

  test('asks for somebody when its customer has written and nothing happens', () => {
    const chat = { ...inactive, onDemand: wrote('yes') }
    expect(stepsAtOnce(stranded, chat, options)).toEqual([])
    expect(stepsOf(stranded, chat, options)).toMatchObject([{ kind: 'createInvite', target: { sid: SALES } }])
    expect(examined(stranded, chat, { memory }).alarm).toMatch(/nobody to ask/)
    expect(examined(stranded, { ...chat, tasks: [] }, options).alarm).toMatch(/nothing to ask with/)
    const { workflow: _nothing, ...unread } = chat
    expect(examined(stranded, unread, { memory }).reads).toEqual([{ of: 'workflow' }])
  })

  test('is a case for help where its task attributes are too long', () => {
    const tasks = [{ ...taskOf(ALICE, { form: 'x'.repeat(4_000) }), status: 'completed' as const }]
    const found = examined(stranded, { ...inactive, tasks, onDemand: wrote('yes') }, options)
    expect(found.repair).toBeUndefined()
    expect(found.alarm).toMatch(/are \d+ too long/)
  })

  test('is left to the task that Twilio has made for it', () => {
    const chat = { ...inactive, tasks: [{ ...taskOf(ALICE), status: 'pending' as const }], onDemand: wrote('yes') }
    expect(stepsOf(stranded, chat, options)).toEqual([])
  })

  test('is nobody’s business when others made it inactive', () => {
    expect(stepsOf(stranded, { ...inactive, onDemand: wrote('yes') }, fallback)).toEqual([])
  })
})

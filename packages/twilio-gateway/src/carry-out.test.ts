import {
  DEFAULT_POLICY,
  type Observation,
  type ObservedParticipant,
  type PresentTask,
  type Step,
  type StepResult,
} from '@conversation-transfer/transfer'
import { expect, test } from 'vitest'
import { carryOut } from './carry-out.ts'
import type { Gateway } from './gateway.ts'

function sid<Prefix extends string>(prefix: Prefix, number: number): `${Prefix}${string}` {
  return `${prefix}${String(number).padStart(32, '0')}`
}

const BOB = sid('WK', 2)
const CHANNEL = { interactionSid: sid('KD', 1), channelSid: sid('UO', 1), type: 'web', status: 'active' }
const CHAT = { ...CHANNEL, conversationSid: sid('CH', 1) }

/** Bob, as often as he has a task here. */
function bobWith(number: number): ObservedParticipant {
  const conversationSid = sid('CH', 1)
  const own = { participantSid: sid('UT', number), taskSid: sid('WT', number), memberSid: sid('MB', 1) }
  return { ...own, type: 'agent', workerSid: BOB, conversationSid, inConversation: 'yes' }
}

function ring(number: number): PresentTask['reservations'][number] {
  return { sid: sid('WR', number), workerSid: BOB, status: 'accepted', createdAtMs: 0 }
}

function task(number: number, status: PresentTask['status']): PresentTask {
  const known = { attributes: {}, reason: '', etag: '1', priority: 1, taskChannelUniqueName: 'chat', createdAtMs: 0 }
  return { ...known, sid: sid('WT', number), status, reservations: [ring(number)] }
}

/** He has followed another invite, and Twilio's list does not show it yet. */
const joining: Observation = {
  observedAtMs: 0,
  channel: CHANNEL,
  conversation: { sid: sid('CH', 1), state: 'active', attributes: {}, memberSids: [sid('MB', 1)] },
  participants: [bobWith(1)],
  invites: [],
  tasks: [task(1, 'wrapping'), task(2, 'assigned')],
}

test('whoever has ended their wrap-up is told so, although an invite has brought them inside again meanwhile', async () => {
  const performed: Step[] = []
  const gateway: Pick<Gateway, 'observe' | 'perform'> = {
    observe: () => Promise.resolve({ ...joining, participants: [bobWith(2)] }),
    perform: (step): Promise<StepResult> => {
      performed.push(step)
      if (step.kind !== 'closeParticipant') throw new Error(`${step.kind} was not expected.`)
      return Promise.resolve({ kind: 'participantClosed', step })
    },
  }
  const end = await carryOut({
    gateway: gateway as Gateway,
    time: { now: () => 0, wait: () => Promise.resolve(), after: () => () => undefined },
    command: { kind: 'leave', ends: 'wrapup', requestId: 'request-1', caller: { workerSid: BOB, isSupervisor: false } },
    policy: { ...DEFAULT_POLICY, enabled: true },
    request: { ...CHAT, taskSids: [] },
    observation: joining,
  })
  expect(performed).toHaveLength(1)
  expect(end).toEqual({ kind: 'done', outcome: { of: 'departure', conversation: 'goesOn' } })
})

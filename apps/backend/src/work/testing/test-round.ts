import { EMPTY_MEMORY, type Observation } from '@conversation-transfer/transfer'
import type { SettledRound } from '@conversation-transfer/twilio-gateway'
import { testChannel, testConversation, testInteraction, testTask } from '../../store/testing/test-marks.ts'

/** When the rounds of these tests looked. */
export const LOOKED_MS: number = Date.UTC(2026, 10, 25, 12)

/** A look that found all well: a customer on webchat, with one agent inside. */
export function testRound(
  changed: Partial<SettledRound> = {},
  seen: Partial<Observation> = {},
): SettledRound & { readonly observation: Observation } {
  const observation = { ...attended, ...seen }
  const lookAgainAtMs = LOOKED_MS + 3_600_000
  return { memory: EMPTY_MEMORY, observation, alarms: [], isOurs: true, lookAgainAtMs, ...changed }
}

type Task = Exclude<Observation['tasks'][number], { status: 'gone' }>

export function testTaskIn(status: Task['status']): Task {
  return {
    sid: testTask(1),
    status,
    createdAtMs: LOOKED_MS - 60_000,
    attributes: {},
    reason: '',
    etag: '1',
    priority: 0,
    taskChannelUniqueName: 'chat',
    reservations: [],
  }
}

export const CUSTOMER: Observation['participants'][number] = {
  participantSid: `UT${'9'.repeat(32)}`,
  type: 'customer',
  memberSid: 'MB9',
  inConversation: 'yes',
}

const AGENT: Observation['participants'][number] = {
  participantSid: `UT${'1'.repeat(32)}`,
  type: 'agent',
  workerSid: `WK${'1'.repeat(32)}`,
  taskSid: testTask(1),
  memberSid: 'MB1',
  inConversation: 'yes',
}

const attended: Observation = {
  observedAtMs: LOOKED_MS,
  channel: { interactionSid: testInteraction(1), channelSid: testChannel(1), type: 'web', status: 'active' },
  conversation: { sid: testConversation(1), state: 'active', attributes: {}, memberSids: ['MB1', 'MB9'] },
  participants: [CUSTOMER, AGENT],
  invites: [],
  tasks: [testTaskIn('assigned')],
}

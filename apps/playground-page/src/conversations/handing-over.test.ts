import type { ConversationSummary, LiveView, StaffMember } from '@conversation-transfer/playground/view/live-view.ts'
import { expect, test } from 'vitest'
import { insidersOf, targetsFor } from './handing-over.ts'

const CONVERSATION: ConversationSummary = {
  conversationSid: 'CH1',
  channel: 'web',
  customer: 'Dana',
  state: 'active',
  agents: ['Alice'],
  waitingFor: [],
  isAlone: false,
  lastMessage: undefined,
  startedAt: '2026-03-02T10:00:00.000Z',
}

const member = (fullName: string, change: Partial<StaffMember> = {}): StaffMember => ({
  workerSid: `WK${fullName}`,
  name: fullName.toLowerCase(),
  fullName,
  isSupervisor: false,
  queues: [],
  activity: { name: 'Available', isAvailable: true },
  load: { assigned: 0, capacity: 1 },
  hasDesktop: false,
  tasks: [],
  ...change,
})

const task = (status: 'ringing' | 'accepted' | 'wrapping', conversationSid = 'CH1'): StaffMember['tasks'] => [
  { reservationSid: 'WR1', status, conversationSid, customer: 'Dana' },
]

const LIVE: LiveView = {
  world: 1,
  staff: [
    member('Bob', { activity: { name: 'Break', isAvailable: false } }),
    member('Alice', { tasks: task('accepted') }),
    member('Carol', { tasks: task('ringing') }),
    member('Dave', { tasks: task('wrapping') }),
    member('Eve', { tasks: task('accepted', 'CH2') }),
    member('Supervisor', { isSupervisor: true }),
  ],
  queues: [{ queueSid: 'WQ1', name: 'Sales', available: 1, waiting: 0 }],
  conversations: [CONVERSATION],
  troubles: [],
}

test('only who is inside hands over: not who rings, is in wrap-up, or is inside another conversation', () => {
  expect(insidersOf(LIVE, CONVERSATION)).toEqual([{ value: 'WKAlice', label: 'Alice' }])
})

test('targets are the other agents, the available ones first, and queues', () => {
  const [agents, queues] = targetsFor(LIVE, insidersOf(LIVE, CONVERSATION))
  expect(agents?.items.map(({ label }) => label)).toEqual(['Carol', 'Dave', 'Eve', 'Bob (Break)'])
  expect(queues).toEqual({ group: 'Queues', items: [{ value: 'WQ1', label: 'Sales' }] })
})

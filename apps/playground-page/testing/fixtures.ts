import type { ConversationStory, StoryEntry } from '@conversation-transfer/playground/view/conversation-story.ts'
import type { PhoneView } from '@conversation-transfer/playground/view/customer.ts'
import type { ConversationSummary, LiveView, StaffMember } from '@conversation-transfer/playground/view/live-view.ts'

/** When the fixtures' stories begin. */
const BEGINNING_MS = Date.parse('2026-03-02T10:00:00.000Z')

function at(seconds: number): string {
  return new Date(BEGINNING_MS + seconds * 1000).toISOString()
}

const ALONE: ConversationSummary = {
  conversationSid: 'CH2',
  channel: 'sms',
  customer: '+15550001234',
  state: 'active',
  agents: [],
  waitingFor: [],
  isAlone: true,
  lastMessage: { author: '+15550001234', body: 'Is anybody there?', at: at(70) },
  startedAt: at(30),
}

const HANDED_OVER: ConversationSummary = {
  conversationSid: 'CH1',
  channel: 'web',
  customer: 'Dana',
  state: 'active',
  agents: ['Alice'],
  waitingFor: ['Bob'],
  isAlone: false,
  lastMessage: { author: 'Dana', body: 'My lamp is broken, and the table came without legs.', at: at(64) },
  startedAt: at(0),
}

const CLOSED: ConversationSummary = {
  conversationSid: 'CH3',
  channel: 'whatsapp',
  customer: '+15550005678',
  state: 'closed',
  agents: [],
  waitingFor: [],
  isAlone: false,
  lastMessage: undefined,
  startedAt: at(-600),
}

function member(name: string, change: Partial<StaffMember> = {}): StaffMember {
  return {
    workerSid: `WK${name}`,
    name,
    fullName: name.slice(0, 1).toUpperCase() + name.slice(1),
    isSupervisor: false,
    queues: ['Everyone', 'Support'],
    activity: { name: 'Available', isAvailable: true },
    load: { assigned: 0, capacity: 3 },
    hasDesktop: false,
    tasks: [],
    ...change,
  }
}

/** A contact center in which everything that the page can show is there at once. */
export const LIVE: LiveView = {
  world: 1,
  staff: [
    member('alice', {
      hasDesktop: true,
      load: { assigned: 1, capacity: 3 },
      tasks: [{ reservationSid: 'WR1', status: 'accepted', conversationSid: 'CH1', customer: 'Dana' }],
    }),
    member('bob', {
      tasks: [{ reservationSid: 'WR2', status: 'ringing', conversationSid: 'CH1', customer: 'Dana' }],
    }),
    member('carol', {
      activity: { name: 'Break', isAvailable: false },
      tasks: [{ reservationSid: 'WR3', status: 'wrapping', conversationSid: 'CH3', customer: '+15550005678' }],
    }),
    member('supervisor', {
      isSupervisor: true,
      queues: ['Everyone'],
      activity: { name: 'Offline', isAvailable: false },
    }),
  ],
  queues: [
    { queueSid: 'WQ1', name: 'Everyone', available: 2, waiting: 0 },
    { queueSid: 'WQ2', name: 'Support', available: 0, waiting: 1 },
  ],
  conversations: [HANDED_OVER, ALONE, CLOSED],
  troubles: [
    {
      id: 'agent-declines',
      group: 'agents',
      label: 'Decline what rings',
      explanation: 'The agent declines the next time that somebody rings.',
      kind: 'once',
      isOn: false,
      about: 'worker',
    },
    {
      id: 'both-leave',
      group: 'agents',
      label: 'Everybody leaves at once',
      explanation: 'All agents inside leave in the same moment.',
      kind: 'once',
      isOn: false,
      about: 'conversation',
    },
    {
      id: 'twilio-429',
      group: 'twilio',
      label: 'Twilio answers 429',
      explanation: 'Every third call is refused as one too many.',
      kind: 'switch',
      isOn: true,
      about: 'nobody',
    },
    {
      id: 'webhooks-late',
      group: 'webhooks',
      label: 'Webhooks come late',
      explanation: 'Each webhook is five seconds late.',
      kind: 'switch',
      isOn: false,
      about: 'nobody',
    },
  ],
}

/** Nobody has written yet. */
export const EMPTY: LiveView = {
  ...LIVE,
  world: 2,
  staff: LIVE.staff.map((one) => ({ ...one, tasks: [], load: { assigned: 0, capacity: 3 } })),
  conversations: [],
  troubles: LIVE.troubles.map((trouble) => ({ ...trouble, isOn: false })),
}

type EntryParts = Pick<StoryEntry, 'kind' | 'title'> & Partial<Omit<StoryEntry, 'kind' | 'title' | 'id' | 'at'>>

function entry(seconds: number, parts: EntryParts): StoryEntry {
  return {
    id: `${parts.kind}-${seconds}`,
    at: at(seconds),
    laneId: undefined,
    detail: undefined,
    tone: 'plain',
    durationMs: undefined,
    raw: { kind: parts.kind, at: at(seconds), attempts: 1, isLast: true, next: null },
    ...parts,
  }
}

/** A conversation that Alice hands over to Bob, and which was alone in between. */
export const STORY: ConversationStory = {
  conversationSid: 'CH1',
  now: at(66),
  lanes: [
    {
      id: 'MB1',
      kind: 'customer',
      name: 'Dana',
      spans: [
        { kind: 'waiting', from: at(0), to: at(9) },
        { kind: 'inside', from: at(9), to: at(30) },
        { kind: 'alone', from: at(30), to: at(36) },
        { kind: 'inside', from: at(36), to: undefined },
      ],
    },
    { id: 'WQ1', kind: 'queue', name: 'Everyone', spans: [{ kind: 'waiting', from: at(0), to: at(3) }] },
    {
      id: 'WKcarol',
      kind: 'agent',
      name: 'Carol',
      spans: [
        { kind: 'ringing', from: at(3), to: at(9) },
        { kind: 'inside', from: at(9), to: at(30) },
        { kind: 'wrapup', from: at(30), to: at(45) },
      ],
    },
    { id: 'WKalice', kind: 'agent', name: 'Alice', spans: [{ kind: 'inside', from: at(36), to: undefined }] },
    { id: 'WKbob', kind: 'agent', name: 'Bob', spans: [{ kind: 'ringing', from: at(58), to: undefined }] },
  ],
  entries: [
    entry(0, { kind: 'conversation', title: 'Dana started a webchat' }),
    entry(1, { kind: 'message', title: 'Dana wrote', detail: 'Hello', laneId: 'MB1' }),
    entry(9, { kind: 'reservation', title: 'Carol accepted', laneId: 'WKcarol', tone: 'good' }),
    entry(14, { kind: 'message', title: 'Carol wrote', detail: 'Hi Dana, how can I help?', laneId: 'WKcarol' }),
    entry(30, {
      kind: 'call',
      title: 'POST /v1/Interactions/KD1/Channels/UO1/Invites: 503',
      tone: 'bad',
      durationMs: 85,
    }),
    entry(31, { kind: 'webhook', title: 'onParticipantRemoved: 200', durationMs: 12 }),
    entry(32, { kind: 'participant', title: 'Dana is alone', laneId: 'MB1', tone: 'bad' }),
    entry(36, { kind: 'participant', title: 'Alice joined', laneId: 'WKalice', tone: 'good' }),
    entry(57, { kind: 'call', title: 'POST /v1/Interactions/KD1/Channels/UO1/Invites: 201', durationMs: 140 }),
    entry(58, { kind: 'invite', title: 'Bob was invited', detail: 'by Alice', laneId: 'WKbob', tone: 'waiting' }),
    entry(64, {
      kind: 'message',
      title: 'Dana wrote',
      detail: 'My lamp is broken, and the table came without legs.',
      laneId: 'MB1',
    }),
  ],
}

/** What the phone of `address` shows. */
export function phoneView(address: string): PhoneView {
  const message = { conversationSid: 'CH2', media: [] }
  return {
    address,
    messages: [
      { ...message, messageSid: 'IM1', isOwn: true, body: 'Hello, where is my order?', at: at(31) },
      {
        ...message,
        messageSid: 'IM2',
        isOwn: false,
        body: 'It left our house this morning. Here is the receipt.',
        at: at(40),
        media: [
          { url: '/fixture.svg', contentType: 'image/svg+xml', filename: 'parcel.svg' },
          { url: '/fixture.svg', contentType: 'application/pdf', filename: 'receipt.pdf' },
        ],
      },
      { ...message, messageSid: 'IM3', isOwn: true, body: 'Is anybody there?', at: at(70) },
    ],
  }
}

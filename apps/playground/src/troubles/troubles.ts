import type { FaultPlan, FaultRequest } from '@conversation-transfer/twilio-emulator'
import type { Trouble } from '../view/trouble.ts'

/** Longer than anybody takes for quick, and short enough for a Function of six rounds to come through in its 8 s. */
const SLOW_MS = 800
const WEBHOOK_LATE_MS = 5000

/** A trouble that is a fault of the emulator's while it is on. */
interface Switch {
  readonly id: string
  readonly group: 'twilio' | 'webhooks'
  readonly label: string
  readonly explanation: string
  readonly fault: FaultRequest
}

/**
 * What strikes the Functions and a backend: calls with the account's credentials. Desktops, which call with tokens of
 * their own, and the calls by which this page starts webchats (v2) go on.
 */
const FUNCTIONS_CALLS = { by: 'account', match: '/v1/', when: 'before', seed: 1 } as const
const EVERY_WEBHOOK = { probability: 1, seed: 1 } as const

const SWITCHES: readonly Switch[] = [
  {
    id: 'twilio-slow',
    group: 'twilio',
    label: 'Twilio is slow',
    explanation: `Each call that the Functions make takes ${SLOW_MS} ms longer.`,
    fault: { kind: 'delay', delayMs: SLOW_MS, probability: 1, ...FUNCTIONS_CALLS },
  },
  {
    id: 'twilio-429',
    group: 'twilio',
    label: 'Twilio answers 429',
    explanation: 'Every fifth call that the Functions make, on average, is refused: too many requests.',
    fault: { kind: 'status', status: 429, probability: 0.2, ...FUNCTIONS_CALLS },
  },
  {
    id: 'twilio-503',
    group: 'twilio',
    label: 'Twilio answers 503',
    explanation: 'Every call that the Functions make fails: service unavailable.',
    fault: { kind: 'status', status: 503, probability: 1, ...FUNCTIONS_CALLS },
  },
  {
    id: 'webhooks-late',
    group: 'webhooks',
    label: 'Webhooks come late',
    explanation: `Each webhook leaves ${WEBHOOK_LATE_MS / 1000} seconds after what it tells of.`,
    fault: { kind: 'webhook-late', delayMs: WEBHOOK_LATE_MS, ...EVERY_WEBHOOK },
  },
  {
    id: 'webhooks-doubled',
    group: 'webhooks',
    label: 'Webhooks come twice',
    explanation: 'Each webhook is sent two times.',
    fault: { kind: 'webhook-doubled', ...EVERY_WEBHOOK },
  },
  {
    id: 'webhooks-lost',
    group: 'webhooks',
    label: 'Webhooks are lost',
    explanation: 'No webhook arrives.',
    fault: { kind: 'webhook-dropped', ...EVERY_WEBHOOK },
  },
]

const ONCE = [
  {
    id: 'agent-declines',
    about: 'worker',
    label: 'Declines',
    explanation: 'The agent says no to what rings.',
  },
  {
    id: 'agent-ignores',
    about: 'worker',
    label: 'Does not answer',
    explanation: 'What rings at the agent rings out at once; Twilio takes the agent offline.',
  },
  {
    id: 'agent-goes-offline',
    about: 'worker',
    label: 'Goes offline',
    explanation: 'The agent goes offline in the middle of whatever there is.',
  },
  {
    id: 'two-leave',
    about: 'conversation',
    label: 'Two leave at once',
    explanation: 'The first two agents who are inside leave at the same moment.',
  },
] as const

/** The troubles that happen once, and are done to somebody. */
export type OnceTrouble = (typeof ONCE)[number]['id']

/** Every trouble, and which of them are on. */
export function listTroubles(faults: FaultPlan): Trouble[] {
  const happenOnce = ONCE.map((trouble) => ({ ...trouble, group: 'agents', kind: 'once', isOn: false }) as const)
  const switches = SWITCHES.map(({ fault, ...trouble }) => {
    return { ...trouble, kind: 'switch', isOn: idOf(faults, fault) !== undefined, about: 'nobody' } as const
  })
  return [...happenOnce, ...switches]
}

export function isOnceTrouble(id: string): id is OnceTrouble {
  return ONCE.some((trouble) => trouble.id === id)
}

/** False if there is no such switch. */
export function turn(faults: FaultPlan, id: string, isOn: boolean): boolean {
  const fault = SWITCHES.find((candidate) => candidate.id === id)?.fault
  if (fault === undefined) return false
  const existing = idOf(faults, fault)
  if (isOn && existing === undefined) faults.add(fault)
  if (!isOn && existing !== undefined) faults.delete(existing)
  return true
}

/** The fault itself is what tells whether it is on: a reset, or somebody at the control API, may have cleared all. */
function idOf(faults: FaultPlan, wanted: FaultRequest): string | undefined {
  return faults.all().find(({ fault }) => fault === wanted)?.id
}

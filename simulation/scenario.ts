import { ASSUMPTION_VALUES, type Assumptions } from '@conversation-transfer/twilio-emulator'
import { Chance } from './chance.ts'
import type { TroubleRates } from './trouble.ts'

/** What a run is about. All of it follows from a seed, and a test may set any part of it otherwise. */
export interface Scenario {
  readonly seed: number
  /** How long people act and things go wrong. */
  readonly stormMs: number
  readonly chats: number
  /** How things are at Twilio where its documentation does not say. */
  readonly assumptions: Partial<Assumptions>
  /** `conversation_transfer` in Flex's configuration. */
  readonly configuration: Readonly<Record<string, unknown>>
  readonly trouble: TroubleRates
  /** Of the backend, on one store. */
  readonly processes: number
}

const MS_PER_MINUTE = 60_000
const CHATS_MAX = 2
const PROCESSES_MAX = 3

export function scenarioOf(seed: number, minutes: number): Scenario {
  const chance = new Chance(seed)
  const rate = chance.pick([0, 0.01, 0.04, 0.1])
  return {
    seed,
    stormMs: minutes * MS_PER_MINUTE,
    chats: chance.between(1, CHATS_MAX),
    assumptions: drawAssumptions(chance.part()),
    configuration: {
      enabled: true,
      cold_transfer: true,
      multi_participant: true,
      release: chance.pick(['immediate', 'immediate', 'on_accept']),
      wrapup: chance.pick(['closed', 'wrapup']),
      stranded: chance.pick(['close', 'inactive', 'requeue']),
    },
    trouble: {
      calls: rate,
      slow: rate,
      crash: chance.pick([0, 0.05, 0.15]),
      webhookLost: chance.pick([0, 0.1, 0.5]),
      webhookDoubled: 0.1,
      memoryLost: chance.pick([0, 0, 0.01]),
    },
    processes: chance.between(1, PROCESSES_MAX),
  }
}

/** Delays of lists and of news, in milliseconds; the longest are still below the grace of 15 s. */
const DELAYS_MS = [0, 50, 200, 500, 2_000]

/**
 * What an account that uses this product has to be like, whatever else it is: a task that no filter matches would be lost
 * before anybody could transfer it, and the linter of the workflow refuses such a workflow.
 */
const GIVEN: ReadonlySet<string> = new Set(['unmatchedTask'])

/** Each switch one way or the other. */
function drawAssumptions(chance: Chance): Partial<Assumptions> {
  const drawn = Object.entries(ASSUMPTION_VALUES).map(([name, values]) => {
    const value: unknown = values === 'milliseconds' ? chance.pick(DELAYS_MS) : chance.pick<unknown>(values)
    return [name, value] as const
  })
  return Object.fromEntries(drawn.filter(([name]) => !GIVEN.has(name)))
}

/** The same with each switch the other way: what holds in both holds whichever way Twilio is. */
export function withOppositeAssumptions(scenario: Scenario): Scenario {
  const opposite = Object.entries(scenario.assumptions).map(([name, value]) => {
    const values = ASSUMPTION_VALUES[name as keyof Assumptions]
    return [name, values === 'milliseconds' ? value : (values as readonly unknown[]).find((one) => one !== value)]
  })
  return { ...scenario, assumptions: Object.fromEntries(opposite) as Partial<Assumptions> }
}

import { ASSUMPTION_VALUES } from '@conversation-transfer/twilio-emulator'
import { assert, asyncProperty, boolean, constantFrom, integer, record, type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { playTwoCallers, type TwoCallers } from './play-two-callers.ts'
import { play, type Played } from './play.ts'
import { scenarioOf, withOppositeAssumptions, type Scenario } from './scenario.ts'

const STORM_MINUTES = 2

/** As many as a minute of this project's slowest machine allows; `npm run simulate` plays as many more as one likes. */
const STORMS = 6
const INTERLEAVINGS = 40
const TEST_MS_MAX = 300_000

const seeds = integer({ min: 1, max: 1_000_000 })
const kinds = constantFrom<TwoCallers['first'][]>('transfer', 'invite', 'leave', 'remove', 'cancelInvite')

const twoCallers: Arbitrary<TwoCallers> = record({
  first: kinds,
  second: kinds,
  isRepeated: boolean(),
  afterMs: integer({ min: 0, max: 1_500 }),
})

test(
  'in any storm nobody comes to harm, and after it everything settles, with each switch both ways',
  async () => {
    const property = asyncProperty(seeds, async (seed) => {
      const scenario = scenarioOf(seed, STORM_MINUTES)
      expect(whatBroke(await play(scenario))).toBe('')
      expect(whatBroke(await play(withOppositeAssumptions(scenario)))).toBe('')
    })
    await assert(property, { seed: 1, numRuns: STORMS, endOnFailure: true })
  },
  TEST_MS_MAX,
)

test(
  'whatever two callers ask for at once, and however Twilio fails them, the answers are true and nobody is lost',
  async () => {
    const property = asyncProperty(seeds, twoCallers, boolean(), async (seed, callers, isOpposite) => {
      const scenario = scenarioOf(seed, STORM_MINUTES)
      expect(
        whatBroke(await playTwoCallers(isOpposite ? withOppositeAssumptions(scenario) : scenario, callers), callers),
      ).toBe('')
    })
    await assert(property, { seed: 1, numRuns: INTERLEAVINGS, endOnFailure: true })
  },
  TEST_MS_MAX,
)

test('a scenario and its opposite have every switch both ways', () => {
  const scenario = scenarioOf(1, STORM_MINUTES)
  const opposite = withOppositeAssumptions(scenario)
  const switches = Object.entries(ASSUMPTION_VALUES).filter(
    ([name, values]) => values !== 'milliseconds' && name !== 'unmatchedTask',
  )
  const values = (played: Scenario): Readonly<Record<string, unknown>> => played.assumptions
  for (const [name, both] of switches) {
    expect({ [name]: new Set([values(scenario)[name], values(opposite)[name]]) }).toEqual({
      [name]: new Set<unknown>(both),
    })
  }
})

test('the same seed gives the same run, to the letter', async () => {
  const [first, second] = [await play(scenarioOf(12, STORM_MINUTES)), await play(scenarioOf(12, STORM_MINUTES))]
  expect(first.story.join('\n')).toBe(second.story.join('\n'))
  expect(first.story.length).toBeGreaterThan(50)
})

/** Empty if nothing did; else what broke, and how to see it. */
function whatBroke({ violations, scenario, story }: Played, callers?: TwoCallers): string {
  if (violations.length === 0) return ''
  const tail = story.slice(-STORY_LINES_SHOWN).join('\n')
  return `${violations.join('\n')}\n\n${JSON.stringify({ scenario, callers })}\n\n${tail}`
}

const STORY_LINES_SHOWN = 60

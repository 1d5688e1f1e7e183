import { ASSUMPTION_VALUES, type Assumptions } from '@conversation-transfer/twilio-emulator'
import { describe, expect, test } from 'vitest'
import { playSeed } from './play.ts'

const SEEDS = Array.from({ length: 40 }, (_, index) => 1_000 + index)

/** Every reading of every switch, as a row each. */
const READINGS = Object.entries(ASSUMPTION_VALUES).flatMap(([name, values]) =>
  Array.isArray(values) ? (values as readonly unknown[]).map((value) => ({ name, value })) : [],
)

describe('whatever people do at once, and however Twilio fails them, everything holds', () => {
  test.each(SEEDS)('seed %d', async (seed) => {
    expect((await playSeed({ seed })).violations).toEqual([])
  })
})

describe('whichever way Twilio is where its documentation is silent, everything holds', () => {
  test.each(READINGS)('$name is $value', async ({ name, value }) => {
    const assumptions = { [name]: value } as Partial<Assumptions>
    const seed = 2_000 + READINGS.findIndex((reading) => reading.name === name && reading.value === value)
    expect((await playSeed({ seed, assumptions })).violations).toEqual([])
  })
})

test('the same seed gives the same run, to the letter', async () => {
  expect(await playSeed({ seed: 7 })).toEqual(await playSeed({ seed: 7 }))
})

import * as fc from 'fast-check'
import type { Queue } from './queue.ts'

/** For tests: at least one queue, as accounts have them, with names that are hard to write among them. */
export function anyQueues(): fc.Arbitrary<readonly Queue[]> {
  return fc.uniqueArray(anyQueue(), { minLength: 1, maxLength: 6, selector: ({ sid }) => sid })
}

function anyQueue(): fc.Arbitrary<Queue> {
  return fc.record({ sid: fc.stringMatching(/^WQ[0-9a-f]{32}$/), friendlyName: anyName() })
}

function anyName(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('Sales', 'Support', "Fisher's", 'The "A" team', `Both ' and "`, 'Übersee 東京', 'a\\', 'AND', ''),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
}

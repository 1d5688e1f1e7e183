import { isNobodyThere } from '../nobody-there.ts'
import type { StateInvariant } from './invariant.ts'

/** No customer is left alone for longer than the grace, unless somebody else owns the conversation. */
export const noStrandedCustomer: StateInvariant = {
  name: 'no-stranded-customer',
  holds: 'settled',
  violations: (observation) =>
    isNobodyThere(observation) ? ['A customer is in the conversation with nobody, and nobody is on the way.'] : [],
}

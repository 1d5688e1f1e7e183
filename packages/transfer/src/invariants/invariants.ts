import { attributesAreKept } from './attributes-are-kept.ts'
import { closedTogether } from './closed-together.ts'
import type { StateInvariant } from './invariant.ts'
import { invitesAreListed } from './invites-are-listed.ts'
import { noInviteWithoutCustomer } from './no-invite-without-customer.ts'
import { noStrandedCustomer } from './no-stranded-customer.ts'
import { nobodyTwice } from './nobody-twice.ts'
import { oneInviteEach } from './one-invite-each.ts'

/** What must be true of a conversation that is ours; the others speak of a change, and stand in files of their own. */
export const STATE_INVARIANTS: readonly StateInvariant[] = [
  noStrandedCustomer,
  invitesAreListed,
  nobodyTwice,
  oneInviteEach,
  closedTogether,
  attributesAreKept,
  noInviteWithoutCustomer,
]

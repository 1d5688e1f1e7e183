import { liveInvites } from '../invites.ts'
import { isCustomerHere } from '../customers.ts'
import type { StateInvariant } from './invariant.ts'

/** Nobody is called to a conversation whose customer has gone. */
export const noInviteWithoutCustomer: StateInvariant = {
  name: 'no-invite-without-customer',
  holds: 'settled',
  violations: (observation) =>
    observation.participants.some(isCustomerHere)
      ? []
      : liveInvites(observation).map(({ task }) => `${task.sid} calls somebody to a conversation without a customer.`),
}

import type { Command } from './command.ts'
import { decideCancelInvite } from './commands/cancel-invite.ts'
import { decideDeparture } from './commands/departing.ts'
import { decideInviting } from './commands/inviting.ts'
import type { Decision } from './decision.ts'
import type { Observation } from './observation.ts'
import type { Policy } from './policy.ts'

/**
 * Says what follows from a command, and performs nothing. Whoever carries the command out performs the steps, adds what
 * came of them to the observation (`observationAfter`), and decides again, until it is done or refused.
 */
export function decide(command: Command, observation: Observation, policy: Policy): Decision {
  switch (command.kind) {
    case 'transfer':
    case 'invite':
      return decideInviting(command, observation, policy)
    case 'cancelInvite':
      return decideCancelInvite(command, observation, policy)
    case 'remove':
    case 'leave':
      return decideDeparture(command, observation, policy)
  }
}

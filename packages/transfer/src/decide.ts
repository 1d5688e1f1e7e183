import type { Command } from './command.ts'
import { decideTransfer } from './commands/transfer.ts'
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
      return decideTransfer(command, observation, policy)
  }
}

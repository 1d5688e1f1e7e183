import type { Step, StepResult } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { closeConversation, writeInvites } from './conversations.ts'
import { closeChannel, closeParticipant, createInvite } from './interactions.ts'
import type { GatewaySettings } from './settings.ts'
import { endTask, refreshInside, rejectReservation } from './task-steps.ts'
import { claim, removeClaim } from './taskrouter.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** Makes one change at Twilio. Throws a `TwilioFailure`; `outcomeUnknown` where it may have been made all the same. */
export async function perform(client: Twilio, settings: GatewaySettings, step: Step): Promise<StepResult> {
  try {
    return await make(client, settings, step)
  } catch (error: unknown) {
    // An answer to a change that cannot be read does not mean that the change was not made.
    if (!(error instanceof TwilioFailure) || error.kind !== 'undecodable') throw error
    throw new TwilioFailure('outcomeUnknown', error.message, { cause: error })
  }
}

function make(client: Twilio, settings: GatewaySettings, step: Step): Promise<StepResult> {
  switch (step.kind) {
    case 'claim':
      return claim(client, settings, step)
    case 'removeClaim':
      return removeClaim(client, settings, step)
    case 'createInvite':
      return createInvite(client, settings, step)
    case 'closeParticipant':
      return closeParticipant(client, step)
    case 'closeChannel':
      return closeChannel(client, step)
    case 'closeConversation':
      return closeConversation(client, step)
    case 'cancelTask':
    case 'completeTask':
      return endTask(client, settings, step)
    case 'refreshInside':
      return refreshInside(client, settings, step)
    case 'rejectReservation':
      return rejectReservation(client, settings, step)
    case 'writeInvites':
      return writeInvites(client, step)
  }
}

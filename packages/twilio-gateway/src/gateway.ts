import type { Caller, Observation, PolicyReading, Step, StepResult } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { CallMeter, type Cost } from './call-meter.ts'
import { writeInvites } from './conversations.ts'
import { fetchPolicy } from './flex-configuration.ts'
import type { Connections } from './http-client.ts'
import { checkToken } from './iam.ts'
import { closeParticipant, createInvite } from './interactions.ts'
import { observe, type ObservationRequest } from './observe.ts'
import type { GatewaySettings } from './settings.ts'
import { claim, removeClaim } from './taskrouter.ts'
import type { Time } from './time.ts'
import { createTwilioClient } from './twilio-client.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** Twilio, for the time of one command. Every failure of a call is a `TwilioFailure`. */
export interface Gateway {
  /** Undefined for a token that is not valid. */
  checkToken(token: string): Promise<Caller | undefined>
  readPolicy(): Promise<PolicyReading>
  observe(request: ObservationRequest): Promise<Observation>
  perform(step: Step): Promise<StepResult>
  /** What has been used so far. */
  cost(): Cost
}

export interface GatewayOptions {
  readonly settings: GatewaySettings
  readonly connections: Pick<Connections, 'request'>
  readonly time: Time
  /** When the command has to be over; milliseconds since 1970. */
  readonly deadlineMs: number
}

export function createGateway({ settings, connections, time, deadlineMs }: GatewayOptions): Gateway {
  const meter = new CallMeter()
  const client = createTwilioClient(settings, { connections, time, deadlineMs, meter })
  return {
    checkToken: (token) => checkToken(client, settings, token),
    readPolicy: () => fetchPolicy(client),
    observe: (request) => observe({ client, settings, time }, request),
    perform: (step) => performed(client, settings, step),
    cost: () => meter.cost(),
  }
}

/** An answer to a change that cannot be read does not mean that the change was not made. */
async function performed(client: Twilio, settings: GatewaySettings, step: Step): Promise<StepResult> {
  try {
    return await perform(client, settings, step)
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure) || error.kind !== 'undecodable') throw error
    throw new TwilioFailure('outcomeUnknown', error.message, { cause: error })
  }
}

function perform(client: Twilio, settings: GatewaySettings, step: Step): Promise<StepResult> {
  switch (step.kind) {
    case 'claim':
      return claim(client, settings, step)
    case 'removeClaim':
      return removeClaim(client, settings, step)
    case 'createInvite':
      return createInvite(client, settings, step)
    case 'closeParticipant':
      return closeParticipant(client, step)
    case 'writeInvites':
      return writeInvites(client, step)
  }
}

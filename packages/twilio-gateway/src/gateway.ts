import type {
  Caller,
  Observation,
  PolicyReading,
  Read,
  SeenBackend,
  SeenTarget,
  Step,
  StepResult,
  TaskSid,
} from '@conversation-transfer/transfer'
import { fetchBackendSeen } from './backend-seen.ts'
import { CallMeter, type Cost } from './call-meter.ts'
import { listTargets } from './directory.ts'
import { fetchPolicy } from './flex-configuration.ts'
import type { Connections, Pacing } from './http-client.ts'
import { checkToken } from './iam.ts'
import { observe, type ObservationRequest, type Observer } from './observe.ts'
import { perform } from './perform.ts'
import { readOnDemand } from './read-on-demand.ts'
import type { GatewaySettings } from './settings.ts'
import type { Time } from './time.ts'
import { createTwilioClient } from './twilio-client.ts'
import { TwilioFailure } from './twilio-failure.ts'
import { resolveOutcome } from './unknown-outcome.ts'

/** Twilio, for the time of one command or of one look. Every failure of a call is a `TwilioFailure`. */
export interface Gateway {
  /** Undefined for a token that is not valid. */
  checkToken(token: string): Promise<Caller | undefined>
  readPolicy(): Promise<PolicyReading>
  observe(request: ObservationRequest): Promise<Observation>
  /** The observation with what was asked for added to it. */
  read(observation: Observation, reads: readonly Read[]): Promise<Observation>
  perform(step: Step): Promise<StepResult>
  /** Whom a conversation can go to; those first whose name the text fits best. An empty text finds everybody. */
  listTargets(search: string, observation: Observation): Promise<readonly SeenTarget[]>
  /** When the backend was last heard of; undefined where there is none. */
  backendSeen(): Promise<SeenBackend | undefined>
  /** What has been used so far. */
  cost(): Cost
}

export interface GatewayOptions {
  readonly settings: GatewaySettings
  readonly connections: Pick<Connections, 'request'>
  readonly pacing?: Pacing | undefined
  readonly time: Time
  /** A number from 0 to 1, another one each time. */
  readonly chance: () => number
  /** When the command has to be over; milliseconds since 1970. */
  readonly deadlineMs: number
}

/** Kept back at the deadline, for taking a claim back that would hold others up. */
const RESERVED_MS = 500

export function createGateway(options: GatewayOptions): Gateway {
  const { settings, time, deadlineMs } = options
  const meter = new CallMeter()
  const observer: Observer = { settings, time, client: clientUntil(options, meter, deadlineMs - RESERVED_MS) }
  const { client } = observer
  const lastClient = clientUntil(options, meter, deadlineMs)
  /** Tasks that were made here: Twilio's lists do not show them at once, and a task fetched by its sid is always as it is. */
  const made: TaskSid[] = []
  return {
    checkToken: (token) => checkToken(client, settings, token),
    readPolicy: () => fetchPolicy(client),
    observe: (request) => observe(observer, { ...request, taskSids: [...new Set([...request.taskSids, ...made])] }),
    read: (observation, reads) => readOnDemand(observer, observation, reads),
    perform: async (step) => {
      if (step.kind === 'removeClaim') return perform(lastClient, settings, step)
      const result = await performSurely(observer, step)
      if (result.kind === 'inviteCreated') made.push(result.task.sid)
      return result
    },
    listTargets: (search, observation) => listTargets(observer, search, observation),
    backendSeen: () => fetchBackendSeen(client),
    cost: () => meter.cost(),
  }
}

function clientUntil(
  { settings, connections, pacing, time, chance }: GatewayOptions,
  meter: CallMeter,
  deadlineMs: number,
): Observer['client'] {
  return createTwilioClient(settings, { connections, pacing, time, deadlineMs, meter, chance })
}

/** Where the answer never came, it is found out what became of the change, as far as time and Twilio allow. */
async function performSurely(observer: Observer, step: Step): Promise<StepResult> {
  try {
    return await perform(observer.client, observer.settings, step)
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure) || error.kind !== 'outcomeUnknown') throw error
    const result = await resolveOutcome(observer, step).catch(() => undefined)
    if (result === undefined) throw error
    return result
  }
}

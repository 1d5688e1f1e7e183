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
import { closeConversation, writeInvites } from './conversations.ts'
import { fetchPolicy } from './flex-configuration.ts'
import type { Connections } from './http-client.ts'
import { checkToken } from './iam.ts'
import { closeChannel, closeParticipant, createInvite } from './interaction-changes.ts'
import { listTargets } from './list-targets.ts'
import { observe, type ObservationRequest } from './observe.ts'
import type { Performer } from './performer.ts'
import { realRandom, type Random } from './random.ts'
import { readOnDemand } from './read-on-demand.ts'
import type { GatewaySettings } from './settings.ts'
import { claim, endTask, refreshInside, rejectReservation, removeClaim } from './task-changes.ts'
import type { Time } from './time.ts'
import { createTwilioClient } from './twilio-client.ts'

/** Twilio, for the time of one command. Every failure of a call is a `TwilioFailure`. */
export interface Gateway {
  /** Undefined for a token that is not valid. */
  checkToken(token: string): Promise<Caller | undefined>
  readPolicy(): Promise<PolicyReading>
  observe(request: ObservationRequest): Promise<Observation>
  /** The observation with what a decision asked for besides. */
  read(observation: Observation, reads: readonly Read[]): Promise<Observation>
  perform(step: Step): Promise<StepResult>
  /** Agents and queues whose names contain `search`, with what each would be refused for. */
  listTargets(search: string, observation: Observation): Promise<readonly SeenTarget[]>
  /** When the backend was last heard of; undefined where there is none. */
  backendSeen(): Promise<SeenBackend | undefined>
  /** What has been used so far. */
  cost(): Cost
}

export interface GatewayOptions {
  readonly settings: GatewaySettings
  readonly connections: Pick<Connections, 'request'>
  readonly time: Time
  /** Spreads the waits before retries; real chance unless a simulation gives its own. */
  readonly random?: Random
  /** When the command has to be over; milliseconds since 1970. */
  readonly deadlineMs: number
}

/** Kept at the end of a command's time for taking its claim back, so that nobody waits for one that came to nothing. */
const CLAIM_REMOVAL_RESERVE_MS = 500

export function createGateway(options: GatewayOptions): Gateway {
  const { settings, connections, time, random = realRandom, deadlineMs } = options
  const meter = new CallMeter()
  const until = (atMs: number): Performer => {
    const pacing = { time, random, deadlineMs: atMs }
    return { client: createTwilioClient(settings, { connections, meter, ...pacing }), settings, ...pacing }
  }
  const performer = until(deadlineMs - CLAIM_REMOVAL_RESERVE_MS)
  const { client } = performer
  /** Tasks that were made here a moment ago: Twilio's lists may not show them yet. */
  const madeHere: TaskSid[] = []
  return {
    checkToken: (token) => checkToken(client, settings, token),
    readPolicy: () => fetchPolicy(client),
    observe: (request) =>
      observe(performer, { ...request, taskSids: [...new Set([...request.taskSids, ...madeHere])] }),
    perform: async (step) => {
      const result = await perform(step.kind === 'removeClaim' ? until(deadlineMs) : performer, step)
      if (result.kind === 'inviteCreated') madeHere.push(result.task.sid)
      return result
    },
    read: (observation, reads) => readOnDemand(performer, observation, reads),
    listTargets: (search, observation) => listTargets(performer, search, observation),
    backendSeen: () => fetchBackendSeen(client),
    cost: () => meter.cost(),
  }
}

function perform(performer: Performer, step: Step): Promise<StepResult> {
  switch (step.kind) {
    case 'claim':
      return claim(performer, step)
    case 'removeClaim':
      return removeClaim(performer, step)
    case 'createInvite':
      return createInvite(performer, step)
    case 'closeParticipant':
      return closeParticipant(performer, step)
    case 'closeChannel':
      return closeChannel(performer, step)
    case 'closeConversation':
      return closeConversation(performer, step)
    case 'cancelTask':
    case 'completeTask':
      return endTask(performer, step)
    case 'refreshInside':
      return refreshInside(performer, step)
    case 'rejectReservation':
      return rejectReservation(performer, step)
    case 'writeInvites':
      return writeInvites(performer, step)
  }
}

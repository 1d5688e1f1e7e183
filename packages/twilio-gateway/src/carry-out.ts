import {
  agentsInside,
  claimRemoval,
  decide,
  observationAfter,
  refusal,
  type Command,
  type Decision,
  type Observation,
  type Policy,
  type Step,
  type StepResult,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { Gateway } from './gateway.ts'
import type { ObservationRequest } from './observe.ts'
import type { Time } from './time.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** A command that could not be carried through, and what it has done until then. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly known: KnownEffects
  override readonly cause: TwilioFailure

  constructor(cause: TwilioFailure, known: KnownEffects) {
    super(cause.message, { cause })
    this.cause = cause
    this.known = known
  }
}

export interface KnownEffects {
  readonly inviteTaskSid?: TaskSid
  readonly senderReleased: boolean
}

/** How a command can end. */
export type CommandEnd = Extract<Decision, { kind: 'done' | 'refused' }>

export interface CommandRun {
  readonly gateway: Gateway
  readonly time: Time
  readonly command: Command
  readonly policy: Policy
  readonly request: ObservationRequest
  /** What was seen when the command came in. */
  readonly observation: Observation
}

/** How often a command that meets somebody else's claim looks, all in all, before it gives up as `busy`. */
const LOOKS_MAX = 3

/** Long enough for the other command to make its invite; the third look waits twice as long. */
const LOOK_AGAIN_AFTER_MS = 700

/** Claim, invite, release, done: a command that goes round more often than this goes in a circle. */
const DECISIONS_MAX = 8

/**
 * Carries a command out: decides, performs, adds what came of it to what is known, and decides again. Throws a
 * `CommandFailure` where Twilio fails on the way.
 */
export async function carryOut(run: CommandRun): Promise<CommandEnd> {
  let { observation } = run
  for (let look = 1; ; look++) {
    const end = await settle({ ...run, observation })
    if (end.kind !== 'busy') return end
    if (look === LOOKS_MAX) {
      if (end.withSameTransfer) throw stillUnderWay(run.command, observation)
      return { kind: 'refused', refusal: refusal('busy') }
    }
    await run.time.wait(LOOK_AGAIN_AFTER_MS * look)
    observation = await lookAgain(run, observation)
  }
}

/** An earlier delivery of this transfer has claimed, and died or goes on; nobody knows until its claim is void. */
function stillUnderWay(command: Command, observation: Observation): CommandFailure {
  const message = 'An earlier delivery of this transfer has not come to its end; ask again in 15 seconds.'
  return new CommandFailure(new TwilioFailure('outcomeUnknown', message), knownEffects(command, observation))
}

type Settled = CommandEnd | Extract<Decision, { kind: 'busy' }>

async function settle(run: CommandRun): Promise<Settled> {
  let { observation } = run
  for (let decisions = 0; decisions < DECISIONS_MAX; decisions++) {
    const decision = decide(run.command, observation, run.policy)
    if (decision.kind !== 'steps') return decision
    const results = await performAll({ ...run, observation }, decision.steps)
    if (results.some(({ kind }) => kind === 'claimLost')) return { kind: 'busy', withSameTransfer: false }
    observation = results.reduce(observationAfter, observation)
  }
  throw new Error(
    `The ${run.command.kind} ${run.command.transferId} was decided ${DECISIONS_MAX} times without an end.`,
  )
}

/** Performs the steps side by side. The results of those that succeeded count even where another one failed. */
async function performAll(run: CommandRun, steps: readonly Step[]): Promise<StepResult[]> {
  const outcomes = await Promise.all(steps.map((step) => attempt(run.gateway, step)))
  const results = outcomes.filter((outcome) => !(outcome instanceof TwilioFailure))
  const failure = outcomes.find((outcome) => outcome instanceof TwilioFailure)
  if (failure === undefined) return results
  if (isCertain(failure)) await takeBackClaim(run)
  throw new CommandFailure(failure, knownEffects(run.command, results.reduce(observationAfter, run.observation)))
}

async function attempt(gateway: Gateway, step: Step): Promise<StepResult | TwilioFailure> {
  try {
    return await gateway.perform(step)
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure)) throw error
    // The list of invites is a picture for the UI. The transfer does not depend on it, and the next look draws it anew.
    return step.kind === 'writeInvites' ? { kind: 'invitesNotWritten' } : error
  }
}

function isCertain({ kind }: TwilioFailure): boolean {
  return kind !== 'outcomeUnknown' && kind !== 'undecodable'
}

/** Only spares others a wait: a claim that cannot be taken back is void after a few seconds. */
async function takeBackClaim({ gateway, command, observation }: CommandRun): Promise<void> {
  const step = claimRemoval(observation, command.requestId)
  if (step !== undefined) await attempt(gateway, step)
}

async function lookAgain({ gateway, command, request }: CommandRun, last: Observation): Promise<Observation> {
  try {
    return await gateway.observe({ ...request, taskSids: last.tasks.map(({ sid }) => sid) })
  } catch (error: unknown) {
    throw error instanceof TwilioFailure ? new CommandFailure(error, knownEffects(command, last)) : error
  }
}

function knownEffects({ transferId }: Command, observation: Observation): KnownEffects {
  const invite = observation.invites.find(({ mark }) => mark?.transferId === transferId)
  if (invite === undefined) return { senderReleased: false }
  const senderReleased = !agentsInside(observation).some(
    ({ participant }) => participant.participantSid === invite.mark?.fromParticipantSid,
  )
  return { inviteTaskSid: invite.taskSid, senderReleased }
}

import {
  claimRemoval,
  decide,
  observationAfter,
  refusal,
  type Command,
  type Decision,
  type Known,
  type Observation,
  type Policy,
  type Step,
  type StepResult,
  type TaskSid,
} from '@conversation-transfer/transfer'
import { settleDeparture } from './departure.ts'
import type { Gateway } from './gateway.ts'
import { knownEffects } from './known-effects.ts'
import type { ObservationRequest } from './observe.ts'
import type { Time } from './time.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** A command that could not be carried through, and what it has done until then. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly known: Known
  override readonly cause: TwilioFailure

  constructor(cause: TwilioFailure, known: Known) {
    super(cause.message, { cause })
    this.cause = cause
    this.known = known
  }
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

/** How often a command looks, all in all, that meets somebody else's claim or does not see its caller yet. */
const LOOKS_MAX = 3

/** Long enough for the other command to make its invite, and for Twilio's lists; the third look waits twice as long. */
const LOOK_AGAIN_AFTER_MS = 700

/** Claim, invite, release, done, and the reads before: a command that goes round more often than this goes in a circle. */
const DECISIONS_MAX = 10

/**
 * Carries a command out: decides, performs, adds what came of it to what is known, and decides again. Throws a
 * `CommandFailure` where Twilio fails on the way.
 */
export async function carryOut(run: CommandRun): Promise<CommandEnd> {
  let { observation } = run
  let released: TaskSid | undefined
  for (let look = 1; ; look++) {
    const pass = await decideAndPerform({ ...run, observation })
    released ??= pass.released
    const seen = { ...run, observation: pass.observation }
    const gone = released === undefined ? undefined : departed(run.command, pass)
    if (gone !== undefined) return endOf(seen, gone, released)
    if (pass.kind === 'ended') return endOf(seen, pass.end, released)
    if (look === LOOKS_MAX) return givenUp({ ...run, observation }, pass)
    await run.time.wait(LOOK_AGAIN_AFTER_MS * look)
    observation = await lookAgain(run, pass.observation)
  }
}

/** One pass over what was observed. */
type Pass =
  | (AnyPass & { readonly kind: 'ended'; readonly end: CommandEnd })
  | (AnyPass & { readonly kind: 'lookAgain'; readonly because: LookAgain })

interface AnyPass {
  readonly observation: Observation
  /** The task of whoever was taken out in it. */
  readonly released?: TaskSid | undefined
}

type LookAgain =
  | Extract<Decision, { kind: 'busy' | 'notVisibleYet' }>
  /** A step found the world changed, or Twilio did not accept it: what was observed is no longer so. */
  | { readonly kind: 'overtaken'; readonly failure?: TwilioFailure }

async function decideAndPerform(run: CommandRun): Promise<Pass> {
  let { observation } = run
  let released: TaskSid | undefined
  for (let decisions = 0; decisions < DECISIONS_MAX; decisions++) {
    const decision = decide(run.command, observation, run.policy)
    switch (decision.kind) {
      case 'done':
      case 'refused':
        return { kind: 'ended', end: decision, observation, released }
      case 'busy':
      case 'notVisibleYet':
        return { kind: 'lookAgain', because: decision, observation, released }
      case 'read':
        observation = await readMore(run, observation, decision.reads)
        break
      case 'steps': {
        const performed = await performAll({ ...run, observation }, decision.steps)
        if (performed.overtaken !== undefined) {
          return { kind: 'lookAgain', because: performed.overtaken, observation: performed.observation, released }
        }
        released ??= releasedTask(observation, decision.steps)
        observation = performed.observation
      }
    }
  }
  throw new Error(`A ${run.command.kind} was decided ${DECISIONS_MAX} times without an end.`)
}

/**
 * Whoever has been taken out by this very command has gone. That the caller is inside by then through another invite, or
 * about to be, would be a reason to refuse; but a refusal says that nothing was changed.
 */
function departed({ kind }: Command, pass: Pass): CommandEnd | undefined {
  const isDeparture = kind === 'leave' || kind === 'remove'
  const because = pass.kind === 'ended' ? pass.end.kind : pass.because.kind
  return isDeparture && (because === 'refused' || because === 'notVisibleYet')
    ? { kind: 'done', outcome: { of: 'departure', conversation: 'goesOn' } }
    : undefined
}

/** Two who leave at once both may, and leave nobody: whoever has gone looks at what is left behind. */
async function endOf(run: CommandRun, end: CommandEnd, released: TaskSid | undefined): Promise<CommandEnd> {
  if (end.kind !== 'done' || end.outcome.of !== 'departure') return end
  try {
    return { kind: 'done', outcome: { of: 'departure', conversation: await settleDeparture(run, released) } }
  } catch (error: unknown) {
    throw asCommandFailure(error, run)
  }
}

function givenUp(run: CommandRun, { because }: Extract<Pass, { kind: 'lookAgain' }>): CommandEnd {
  switch (because.kind) {
    case 'notVisibleYet':
      return { kind: 'refused', refusal: because.refusal }
    case 'busy':
      if (because.withSameTransfer) throw stillUnderWay(run)
      return { kind: 'refused', refusal: refusal('busy') }
    case 'overtaken':
      if (because.failure !== undefined) throw asCommandFailure(because.failure, run)
      return { kind: 'refused', refusal: refusal('busy') }
  }
}

/** An earlier delivery of this transfer has claimed, and died or goes on; nobody knows until its claim is void. */
function stillUnderWay(run: CommandRun): CommandFailure {
  const message = 'An earlier delivery of this request has not come to its end; ask again in 15 seconds.'
  return new CommandFailure(new TwilioFailure('outcomeUnknown', message), knownEffects(run.command, run.observation))
}

interface Performed {
  readonly observation: Observation
  readonly overtaken?: Extract<LookAgain, { kind: 'overtaken' }>
}

/** Performs the steps side by side. The results of those that succeeded count even where another one failed. */
async function performAll(run: CommandRun, steps: readonly Step[]): Promise<Performed> {
  const outcomes = await Promise.all(steps.map((step) => attempt(run.gateway, step)))
  const results = outcomes.filter((outcome) => !(outcome instanceof TwilioFailure))
  const observation = results.reduce(observationAfter, run.observation)
  const failure = outcomes.find((outcome) => outcome instanceof TwilioFailure)
  if (failure === undefined)
    return results.some(isOvertaken) ? { observation, overtaken: { kind: 'overtaken' } } : { observation }
  if (isCertain(failure)) await takeBackClaim(run)
  // What Twilio does not accept may have been right a moment ago: the channel may have been closed in between.
  if (failure.kind === 'rejected') return { observation, overtaken: { kind: 'overtaken', failure } }
  throw new CommandFailure(failure, knownEffects(run.command, observation, steps))
}

function isOvertaken({ kind }: StepResult): boolean {
  return kind === 'claimLost' || kind === 'overtaken'
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

/** The task of whoever the steps take out. */
function releasedTask({ participants }: Observation, steps: readonly Step[]): TaskSid | undefined {
  const closed = steps.find((step) => step.kind === 'closeParticipant')
  return participants.find(({ participantSid }) => participantSid === closed?.participantSid)?.taskSid
}

async function lookAgain(run: CommandRun, last: Observation): Promise<Observation> {
  try {
    return await run.gateway.observe({ ...run.request, taskSids: last.tasks.map(({ sid }) => sid) })
  } catch (error: unknown) {
    throw asCommandFailure(error, { ...run, observation: last })
  }
}

async function readMore(
  run: CommandRun,
  observation: Observation,
  reads: Extract<Decision, { kind: 'read' }>['reads'],
): Promise<Observation> {
  try {
    return await run.gateway.read(observation, reads)
  } catch (error: unknown) {
    throw asCommandFailure(error, { ...run, observation })
  }
}

/** The failure with what is known to have happened; any other error is a defect of ours, and stays what it is. */
function asCommandFailure(
  error: unknown,
  { command, observation }: Pick<CommandRun, 'command' | 'observation'>,
): unknown {
  return error instanceof TwilioFailure ? new CommandFailure(error, knownEffects(command, observation)) : error
}

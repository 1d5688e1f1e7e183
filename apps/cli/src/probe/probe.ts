import { TwilioFailure, type Time } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'
import { Bench } from './bench.ts'
import { findLeftovers, type Leftover } from './leftovers.ts'
import type { ProbeClients } from './probe-clients.ts'
import type { Answer, OpenQuestion, Question } from './question.ts'
import { Stopped } from './stopped.ts'
import { Unanswerable } from './unanswerable.ts'

export interface Probe {
  readonly clients: ProbeClients
  readonly workspaceSid: string
  readonly time: Time
  /** What the names of all that it makes begin with. */
  readonly name: string
  /** Told of each question before it is asked. */
  readonly onQuestion: (question: Question) => void
}

/** A question with what came of it. */
export type Outcome = OpenQuestion &
  (
    | { readonly kind: 'answered'; readonly answer: Answer; readonly observedAtMs: number }
    | { readonly kind: 'unanswered'; readonly why: string }
  )

export interface Probed {
  readonly outcomes: readonly Outcome[]
  /** What could not be taken away again, and why. */
  readonly left: readonly string[]
  readonly isStopped: boolean
}

/** Asks one question after the other. However it goes, what was made is taken away. */
export async function probe(run: Probe, questions: readonly Question[]): Promise<Probed> {
  const outcomes: Outcome[] = []
  const untidy: Bench[] = []
  let isStopped = false
  for (const question of questions) {
    if (isStopped) {
      outcomes.push(unanswered(question, 'The probe was stopped before it.'))
      continue
    }
    run.onQuestion(question)
    const { clients, workspaceSid, time, name } = run
    const bench = new Bench({ client: clients.asking, workspaceSid, time, name: `${name}${outcomes.length + 1}-` })
    try {
      const answer = await question.ask(bench)
      outcomes.push({ ...open(question), kind: 'answered', answer, observedAtMs: time.now() })
    } catch (error: unknown) {
      outcomes.push(unanswered(question, reasonFor(error)))
      isStopped = error instanceof Stopped
    } finally {
      if ((await bench.clear(clients.cleaning)).length > 0) untidy.push(bench)
    }
  }
  return { outcomes, left: await tidyUp(run, untidy), isStopped }
}

/** What resists may be free a moment later, and what was made by a call that seemed to fail may be listed only then. */
const PASSES_MAX = 5
const PASS_WAIT_MS = 1_000

/** Returns what resists to the end, and why. */
async function tidyUp(run: Probe, untidy: readonly Bench[]): Promise<string[]> {
  const { clients, time } = run
  for (let pass = 1; ; pass++) {
    const left = await sweep(run)
    for (const bench of untidy) left.push(...(await bench.clear(clients.cleaning)))
    if (left.length === 0 || pass === PASSES_MAX) return left
    await time.wait(PASS_WAIT_MS)
  }
}

function reasonFor(error: unknown): string {
  const isExpected = error instanceof Unanswerable || error instanceof Stopped || error instanceof TwilioFailure
  if (isExpected) return error.message
  throw error
}

/** A call whose outcome stayed unknown may have made something that nobody has noted. It bears the probe's name. */
async function sweep({ clients, workspaceSid, name }: Probe): Promise<string[]> {
  try {
    const found = await findLeftovers(clients.cleaning, workspaceSid)
    const ours = found.filter((leftover) => leftover.name.startsWith(name))
    return await removeLeftovers(clients.cleaning, ours)
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure)) throw error
    return [`whatever is named ${name}...: ${error.message}`]
  }
}

/** Returns what resists, and why. */
export async function removeLeftovers(client: Twilio, leftovers: readonly Leftover[]): Promise<string[]> {
  const left: string[] = []
  for (const { what, remove } of leftovers) {
    try {
      await remove(client)
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) throw error
      if (error.status !== 404) left.push(`${what}: ${error.message}`)
    }
  }
  return left
}

function unanswered(question: Question, why: string): Outcome {
  return { ...open(question), kind: 'unanswered', why }
}

function open({ name, fact, assumed }: OpenQuestion): OpenQuestion {
  return { name, fact, assumed }
}

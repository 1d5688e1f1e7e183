import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { differencesBetween, type Difference } from './differences.ts'
import type { Exchange } from './observing-client.ts'
import { normalise } from './transformers.ts'

/** What a real account did, beside what the emulator did when asked the same. Recorded, never edited. */
export interface Recording {
  readonly behaviour: string
  readonly area: string
  /** The page of Twilio's that says so. */
  readonly source: string
  readonly recordedAt: string
  readonly account: Played
  readonly emulator: Played
  readonly differences: readonly Difference[]
}

/** One subject's part. */
export interface Played {
  /** What was answered and seen, with everything that differs from run to run taken out. */
  readonly observations: unknown
  /** The expectation that did not hold, if there is one. */
  readonly failure: string | undefined
}

/** What a behaviour noted by hand. */
export interface Sight {
  readonly what: string
  readonly value: unknown
  /** How many calls had been answered by then. */
  readonly after: number
}

/** Answers that say who works for the account, or how it has set itself up: behaviours note of them what they are about. */
const PRIVATE = /\/v1\/Configuration$|\/Tokens\/validate$/

/**
 * The answers that do not depend on how often somebody asked: those of every change, and every refusal once. What was
 * read is in it if the behaviour noted it.
 */
export function observationsOf(
  { exchanges, shortSeconds }: { readonly exchanges: readonly Exchange[]; readonly shortSeconds: number },
  sights: readonly Sight[],
): unknown {
  const told = exchanges.flatMap(({ method, url, status, body }, index) => {
    const isRead = method === 'GET' && status < 400
    const answer = isRead ? [] : [{ call: `${method} ${url}`, status, body: PRIVATE.test(url) ? '(private)' : body }]
    const seen = sights.filter(({ after }) => after === index + 1).map(({ what, value }) => ({ saw: what, value }))
    return [...answer, ...seen]
  })
  const observations = normalise(told, { shortSeconds })
  return Array.isArray(observations) ? observations.filter(isNews) : observations
}

export function saveRecording(folder: string, recording: Recording): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(folder, recording), `${JSON.stringify(recording, undefined, 2)}\n`)
}

/** Where the emulator has left the account's way since the recording. What differed then already is known. */
export function differencesSince(recording: Recording, observations: unknown): Difference[] {
  const known = new Set(recording.differences.map(({ at }) => at))
  return differencesBetween(recording.account.observations, observations).filter(({ at }) => !known.has(at))
}

/** Undefined if nobody has recorded this behaviour on an account. */
export function loadRecording(folder: string, name: Pick<Recording, 'area' | 'behaviour'>): Recording | undefined {
  return loadRecordings(folder).find(({ area, behaviour }) => area === name.area && behaviour === name.behaviour)
}

export function loadRecordings(folder: string): Recording[] {
  return fileNames(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording)
}

function fileNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function fileOf(folder: string, { area, behaviour }: Recording): string {
  const words = behaviour
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return join(folder, `${area}--${words}.json`)
}

/** A refusal that came again while somebody was waiting is told once. */
function isNews(observation: unknown, index: number, all: readonly unknown[]): boolean {
  return JSON.stringify(observation) !== JSON.stringify(all[index - 1])
}

import {
  ASSUMPTION_VALUES,
  createEmulator,
  VirtualClock,
  type Assumptions,
  type Emulator,
} from '@conversation-transfer/twilio-emulator'
import { z } from 'zod'
import { watchCapacity } from './capacity-watch.ts'
import { createDice, type Dice } from './dice.ts'

const START_MS = Date.UTC(2026, 0, 31, 9, 30)

/** What a row is known by. Flex tokens and the webhooks of interactions have names of other forms. */
const SID = /\b(?:[A-Z]{2}[0-9a-f]{32}\b|flex-token~[\w-]+~[\w-]+|flex_interactionwebhook_[0-9a-f]{26}\b)/g

/** As many sids of each kind, and paths of each shape, are remembered and used again. */
const SIDS_KEPT = 30

/** Flex logs an agent in for hours; a storm takes one or two, and some are to find their token expired. */
const TOKEN_SECONDS = [600, 86_400, 86_400] as const

/** An emulator in this process, and what those know of it who send it requests. */
export interface Play {
  readonly dice: Dice
  readonly clock: VirtualClock
  readonly emulator: Emulator
  readonly routes: readonly [RouteShape, ...RouteShape[]]
  /** Sids that have been seen, by their kind. */
  readonly sids: Map<string, string[]>
  /** Paths that have been seen in answers, by their host and shape: what they name belongs together. */
  readonly paths: Map<string, string[]>
  /** The account's own, and each worker's with a Flex token, by the worker's sid. */
  readonly authorization: string
  readonly agents: ReadonlyMap<string, string>
  /** Which reservations were made beyond a worker's capacity so far, a sentence each. */
  readonly overloads: readonly string[]
}

type RouteShape = z.infer<typeof routeShape>
const routeShape = z.object({ method: z.string(), host: z.string(), path: z.string() })

export async function startPlay(seed: number): Promise<Play> {
  const clock = new VirtualClock(START_MS)
  // No webhook leaves this machine: whatever address was made up, it is there and answers.
  const deliver = () => Promise.resolve({ kind: 'answered', status: 204 } as const)
  const dice = createDice(seed)
  const emulator = createEmulator({ clock, seed, deliver, assumptions: anyAssumptions(dice) })
  const listed = await emulator.fetch(new Request('http://emulator/__emulator/routes'))
  const [first, ...others] = z.object({ routes: z.array(routeShape) }).parse(await listed.json()).routes
  if (first === undefined) throw new Error('The emulator lists no calls.')
  const { accountSid, authToken } = emulator.contactCenter
  const sids = new Map<string, string[]>()
  rememberSids(sids, JSON.stringify(emulator.contactCenter))
  return {
    dice,
    clock,
    emulator,
    routes: [first, ...others],
    sids,
    paths: new Map(),
    authorization: basic(accountSid, authToken),
    agents: await logIn(emulator, dice, sids),
    overloads: watchCapacity(emulator.world),
  }
}

/** Every other emulator is as it comes; the others differ in what Twilio's documentation leaves open. */
function anyAssumptions(dice: Dice): Partial<Assumptions> {
  if (dice.onceIn(2)) return {}
  const chosen = Object.entries(ASSUMPTION_VALUES).map(([name, values]) => {
    const [first, ...others] = values === 'milliseconds' ? MILLISECONDS : values
    return [name, dice.oneOf([first, ...others])] as const
  })
  return Object.fromEntries(chosen)
}

const MILLISECONDS = [0, 20, 200, 1_000] as const

async function logIn(emulator: Emulator, dice: Dice, sids: Map<string, string[]>): Promise<Map<string, string>> {
  const agents = new Map<string, string>()
  for (const { sid } of emulator.contactCenter.workers) {
    const body = JSON.stringify({ workerSid: sid, lifetimeSeconds: dice.oneOf(TOKEN_SECONDS) })
    const answer = await emulator.fetch(new Request('http://emulator/__emulator/tokens', { method: 'POST', body }))
    const { token } = z.object({ token: z.string() }).parse(await answer.json())
    rememberIn(sids, 'TOKEN', token)
    agents.set(sid, basic('token', token))
  }
  return agents
}

function basic(user: string, password: string): string {
  return `Basic ${btoa(`${user}:${password}`)}`
}

/** Notes what an answer names, to ask for it later. */
export function remember({ sids, paths }: Play, body: string): void {
  rememberSids(sids, body)
  for (const [, host = '', path = ''] of body.matchAll(/"https:\/\/([\w-]+\.twilio\.com)(\/v\d[^"?]*)/g)) {
    rememberIn(paths, host + shapeOf(path), path)
  }
}

/** The path with each sid and each item's key left out, be it a route's or one that has been asked for. */
export function shapeOf(path: string): string {
  return path
    .replaceAll(/:\w+/g, ':')
    .replaceAll(SID, ':')
    .replace(/\/Items\/[^/]+$/, '/Items/:')
}

function rememberSids(sids: Map<string, string[]>, body: string): void {
  for (const [sid] of body.matchAll(SID)) {
    rememberIn(sids, kindOf(sid), sid)
  }
}

function kindOf(sid: string): string {
  if (sid.startsWith('flex-token')) return 'TOKEN'
  return sid.startsWith('flex_') ? 'TTID' : sid.slice(0, 2)
}

function rememberIn(seen: Map<string, string[]>, kind: string, name: string): void {
  const known = seen.get(kind) ?? []
  if (!known.includes(name)) seen.set(kind, [...known, name].slice(-SIDS_KEPT))
}

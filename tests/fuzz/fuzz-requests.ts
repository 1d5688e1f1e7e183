import { createEmulator, VirtualClock, type Emulator } from '@conversation-transfer/twilio-emulator'
import { z } from 'zod'
import { createDice, type Dice } from './dice.ts'
import type { FuzzOptions } from './fuzz-expressions.ts'
import { inconsistencies } from './inconsistencies.ts'
import { PARAMETER_NAMES, VALUES } from './parameters.ts'
import { KINDS, RECIPES } from './recipes.ts'

/** How many requests were answered with each HTTP status. */
export type StatusCounts = Readonly<Record<string, number>>

const START_MS = Date.UTC(2026, 0, 31, 9, 30)
const REQUEST_MS_MAX = 5_000

/** Between two requests seldom passes more time than this; sometimes enough for tasks to be deleted. */
const PAUSE_MS_MAX = 2_000
const LONG_PAUSE_MS = 400_000

/** As many sids of each kind are remembered and used again. */
const SIDS_KEPT = 30

/**
 * Sends requests that make sense to those that make none, to every call that the emulator has. Throws on the first
 * answer that Twilio would not give: a crash, a hang, an error without Twilio's shape, or a world that contradicts itself.
 */
export async function fuzzRequests({ seed, count }: FuzzOptions): Promise<StatusCounts> {
  const play = await startPlay(seed)
  const statuses = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const request = anyRequest(play)
    const told = `${request.method} ${request.url} with ${await request.clone().text()}`
    const startedAtMs = performance.now()
    const response = await play.emulator.fetch(request)
    const body = await response.text()
    if (performance.now() - startedAtMs > REQUEST_MS_MAX) throw new Error(`Hangs: ${told}`)
    check(response.status, body, told)
    // An error names what was asked for, not what is there.
    if (response.ok) rememberSids(play.sids, body)
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    play.clock.advanceBy(play.dice.onceIn(200) ? LONG_PAUSE_MS : play.dice.upTo(PAUSE_MS_MAX))
    if (index % 500 === 499) checkWorld(play.emulator, told)
  }
  checkWorld(play.emulator, 'the last request')
  return Object.fromEntries([...statuses].sort(([left], [right]) => left - right))
}

interface Play {
  readonly dice: Dice
  readonly clock: VirtualClock
  readonly emulator: Emulator
  readonly routes: readonly [RouteShape, ...RouteShape[]]
  readonly sids: Map<string, string[]>
  readonly authorization: string
}

type RouteShape = z.infer<typeof routeShape>
const routeShape = z.object({ method: z.string(), host: z.string(), path: z.string() })

async function startPlay(seed: number): Promise<Play> {
  const clock = new VirtualClock(START_MS)
  // No webhook leaves this machine: whatever address was made up, it is there and answers.
  const deliver = () => Promise.resolve({ kind: 'answered', status: 204 } as const)
  const emulator = createEmulator({ clock, seed, deliver })
  const listed = await emulator.fetch(new Request('http://emulator/__emulator/routes'))
  const [first, ...others] = z.object({ routes: z.array(routeShape) }).parse(await listed.json()).routes
  if (first === undefined) throw new Error('The emulator lists no calls.')
  const { accountSid, authToken } = emulator.contactCenter
  const sids = new Map<string, string[]>()
  rememberSids(sids, JSON.stringify(emulator.contactCenter))
  const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`
  return { dice: createDice(seed), clock, emulator, routes: [first, ...others], sids, authorization }
}

function anyRequest(play: Play): Request {
  const { dice } = play
  const route = anyRoute(play)
  const url = `http://emulator/__twilio/${route.host}${anyPath(play, route.path)}${anyQuery(play)}`
  const headers = new Headers({ Authorization: dice.onceIn(50) ? latin(dice.garbage()) : play.authorization })
  if (dice.onceIn(8)) headers.set('If-Match', dice.oneOf(['0', '1', '"2"', 'x']))
  if (route.method !== 'POST') return new Request(url, { method: route.method, headers })
  if (dice.onceIn(6)) {
    headers.set('Content-Type', 'application/json')
    return new Request(url, { method: 'POST', headers, body: anyBody(play) })
  }
  headers.set('Content-Type', 'application/x-www-form-urlencoded')
  return new Request(url, { method: 'POST', headers, body: anyForm(play, route.path) })
}

/** Deleting is rare, or the world would soon be empty. */
function anyRoute({ dice, routes }: Play): RouteShape {
  const route = dice.oneOf(routes)
  return route.method === 'DELETE' && !dice.onceIn(8) ? dice.oneOf(routes) : route
}

function anyPath(play: Play, path: string): string {
  let word = ''
  const parts = path.split('/').map((part) => {
    if (part.startsWith(':')) return encodeURIComponent(pathValue(play, word))
    word = part
    return part
  })
  return parts.join('/')
}

/** Mostly a sid of the kind that belongs behind this word of a path; else one of any kind, or none at all. */
function pathValue(play: Play, word: string): string {
  const { dice, sids } = play
  const kinds = KINDS[word]
  const known = kinds === undefined ? [] : (sids.get(dice.oneOf(kinds)) ?? [])
  if (known.length > 0 && !dice.onceIn(12)) return known[dice.upTo(known.length - 1)] ?? ''
  return dice.onceIn(3) ? dice.garbage().replace(/^\.*$/, 'x').replaceAll('\uD800', '?') : anySid(play)
}

function anySid({ dice, sids }: Play): string {
  const all = [...sids.values()].flat()
  return all[dice.upTo(all.length - 1)] ?? `WT${'0'.repeat(32)}`
}

function anyQuery(play: Play): string {
  if (!play.dice.onceIn(3)) return ''
  const name = play.dice.oneOf([
    'PageSize',
    'Page',
    'PageToken',
    'AssignmentStatus',
    'EvaluateTaskAttributes',
    'TaskQueueSid',
  ])
  return `?${new URLSearchParams({ [name]: anyValue(play) }).toString()}`
}

/** Mostly fields that the call takes, one time in four with one of them spoilt; else fields of any call. */
function anyForm(play: Play, path: string): URLSearchParams {
  const { dice } = play
  const word = path.split('/').findLast((part) => RECIPES[part] !== undefined) ?? ''
  const [first, ...others] = RECIPES[word] ?? []
  const form = new URLSearchParams()
  if (first !== undefined && !dice.onceIn(4)) {
    const fields = Object.entries(dice.oneOf([first, ...others]))
    for (const [name, value] of fields) form.append(name, filledIn(play, value))
    if (!dice.onceIn(4)) return form
  }
  const more = 1 + dice.upTo(3)
  for (let index = 0; index < more; index++) form.set(dice.oneOf(PARAMETER_NAMES), anyValue(play))
  return form
}

function anyBody(play: Play): string {
  if (play.dice.onceIn(3)) return play.dice.garbage()
  return JSON.stringify({ [play.dice.oneOf(PARAMETER_NAMES)]: anyValue(play), action: 'accept', status: 'closed' })
}

function anyValue(play: Play): string {
  const { dice } = play
  switch (dice.upTo(3)) {
    case 0:
      return anySid(play)
    case 1:
      return dice.garbage()
    default:
      return filledIn(play, dice.oneOf(VALUES))
  }
}

/** The value with a sid that has been seen in the place of each `WT?`. */
function filledIn({ dice, sids }: Play, value: string): string {
  return value.replaceAll(/\b([A-Z]{2})\?/g, (_match, prefix: string) => {
    const known = sids.get(prefix) ?? []
    return known[dice.upTo(Math.max(0, known.length - 1))] ?? prefix
  })
}

/** Headers take no other characters. */
function latin(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?')
}

const twilioError = z.object({ code: z.int(), message: z.string().min(1), more_info: z.url(), status: z.int() })

function check(status: number, body: string, told: string): void {
  if (status >= 500) throw new Error(`Crashes with ${status}: ${told}`)
  if (status < 400) return
  const error = twilioError.safeParse(parsed(body))
  if (error.data?.status !== status) throw new Error(`Answers ${status} without Twilio's shape (${body}): ${told}`)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function checkWorld({ world }: Emulator, told: string): void {
  const [first] = inconsistencies(world)
  if (first !== undefined) throw new Error(`${first}; after ${told}`)
}

function rememberSids(sids: Map<string, string[]>, body: string): void {
  for (const [sid] of body.matchAll(/\b[A-Z]{2}[0-9a-f]{32}\b/g)) {
    const prefix = sid.slice(0, 2)
    const known = sids.get(prefix) ?? []
    if (!known.includes(sid)) sids.set(prefix, [...known, sid].slice(-SIDS_KEPT))
  }
}

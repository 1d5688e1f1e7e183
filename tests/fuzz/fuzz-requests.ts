import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { anyRequest } from './any-request.ts'
import { answerDefect } from './answer-defect.ts'
import type { FuzzOptions } from './fuzz-options.ts'
import { inconsistencies, remains } from './inconsistencies.ts'
import { remember, startPlay, type Play } from './play.ts'

export interface RequestCounts {
  /** How many requests were answered with each HTTP status. */
  readonly statuses: Readonly<Record<string, number>>
  /** The calls that were made as they should be at least once, such as `GET taskrouter.twilio.com/v1/Workspaces`. */
  readonly succeeded: readonly string[]
  /** All calls that the emulator has. */
  readonly calls: readonly string[]
}

/** A request takes a millisecond; what else the machine does must not make this fail. */
const REQUEST_MS_MAX = 10_000

/** Between two requests seldom passes more time than this; sometimes enough for tasks to be deleted, or for hours. */
const PAUSE_MS_MAX = 2_000
const LONG_PAUSE_MS = 400_000
const HOURS_MS = 3 * 3_600_000

/** Longer than anything in TaskRouter lives by itself: two weeks to be accepted, and a day to be completed. */
const EVERYTHING_ENDS_MS = 20 * 86_400_000

/** The world is looked over after as many requests. */
const LOOK_OVER_EVERY = 250

/** How much of a request an error repeats. */
const TOLD_CHARACTERS_MAX = 2_000

/**
 * Sends requests that make sense to those that make none, to every call that the emulator has. Throws on the first
 * answer that Twilio would not give: a crash, a hang, an error without Twilio's shape, or a world that contradicts itself.
 */
export async function fuzzRequests({ seed, count, onProgress = () => {} }: FuzzOptions): Promise<RequestCounts> {
  const play = await startPlay(seed)
  const statuses = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const request = anyRequest(play)
    const told = await describe(request, index)
    onProgress(told)
    const status = await send(play, request, told)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    play.clock.advanceBy(anyPauseMs(play))
    if (index % LOOK_OVER_EVERY === LOOK_OVER_EVERY - 1) lookOver(play, told)
  }
  lookOver(play, 'the last request')
  const succeeded = await succeededCalls(play)
  await putBack(play)
  lookOver(play, 'the account was put back')
  await goHome(play)
  play.clock.advanceBy(EVERYTHING_ENDS_MS)
  refuse(remains(play.emulator.world), 'everything has ended')
  return {
    statuses: Object.fromEntries([...statuses].sort(([left], [right]) => left - right)),
    succeeded,
    calls: play.routes.map(({ method, host, path }) => `${method} ${host}${path}`),
  }
}

const counters = z.object({ calls: z.record(z.string(), z.record(z.string(), z.number())) })

async function succeededCalls({ emulator }: Play): Promise<string[]> {
  const answer = await emulator.fetch(new Request('http://emulator/__emulator/counters'))
  const { calls } = counters.parse(await answer.json())
  return Object.entries(calls).flatMap(([call, byStatus]) => {
    return Object.keys(byStatus).some((status) => status.startsWith('2')) ? [call] : []
  })
}

/** All ends as it must in an account that was put back from its own snapshot, too. */
async function putBack({ emulator }: Play): Promise<void> {
  const before = await snapshotOf(emulator)
  const request = new Request(SNAPSHOT, { method: 'POST', body: JSON.stringify(before) })
  const answer = await emulator.fetch(request)
  if (!answer.ok) throw new Error(`The emulator refuses its own snapshot: ${await answer.text()}`)
  const after = await snapshotOf(emulator)
  // The digest is of the text, in which fields may stand in another order.
  if (!isDeepStrictEqual({ ...after, digest: before.digest }, before)) {
    throw new Error('The account is not the same when its snapshot has been put back')
  }
}

const SNAPSHOT = 'http://emulator/__emulator/snapshot'
const snapshot = z.looseObject({ digest: z.string() })

async function snapshotOf(emulator: Play['emulator']): Promise<z.infer<typeof snapshot>> {
  return snapshot.parse(await (await emulator.fetch(new Request(SNAPSHOT))).json())
}

async function send(play: Play, request: Request, told: string): Promise<number> {
  const startMs = performance.now()
  const response = await play.emulator.fetch(request)
  const body = await response.text()
  if (performance.now() - startMs > REQUEST_MS_MAX) throw new Error(`Takes too long: ${told}`)
  const defect = answerDefect(request, response, body)
  if (defect !== undefined) throw new Error(`${defect}: ${told}`)
  // An error names what was asked for, not what is there.
  if (response.ok) remember(play, body)
  return response.status
}

/** While anybody is there, what they let ring out rings again, each minute of all those days. */
async function goHome({ emulator, authorization }: Play): Promise<void> {
  const { activities, workers } = emulator.world.taskrouter
  const offline = activities.all().find(({ available }) => !available)
  const path = `/v1/Workspaces/${emulator.contactCenter.workspaceSid}/Workers`
  for (const { sid } of workers.all()) {
    const url = `http://emulator/__twilio/taskrouter.twilio.com${path}/${sid}`
    const body = new URLSearchParams({ ActivitySid: offline?.sid ?? '' })
    const answer = await emulator.fetch(
      new Request(url, { method: 'POST', headers: { Authorization: authorization }, body }),
    )
    if (!answer.ok) throw new Error(`Worker ${sid} cannot go home: ${await answer.text()}`)
  }
}

function anyPauseMs({ dice }: Play): number {
  if (dice.onceIn(2_000)) return HOURS_MS
  if (dice.onceIn(200)) return LONG_PAUSE_MS
  return dice.upTo(PAUSE_MS_MAX)
}

async function describe(request: Request, index: number): Promise<string> {
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`)
  const body = (await request.clone().text()).slice(0, TOLD_CHARACTERS_MAX)
  return `request ${index}, ${request.method} ${request.url} (${headers.join('; ')}) ${body}`
}

function lookOver({ emulator, overloads }: Play, told: string): void {
  refuse([...inconsistencies(emulator.world), ...overloads], told)
}

function refuse([first]: readonly string[], told: string): void {
  if (first !== undefined) throw new Error(`${first}; after ${told}`)
}

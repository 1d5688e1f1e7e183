import { anyBody, anyForm, anyValue } from './any-body.ts'
import type { Play } from './play.ts'

export const EVENT_BRIDGE = 'event-bridge.twilio.com'

const ADDRESS = `http://emulator/__twilio/${EVENT_BRIDGE}/v1/wschannels`

/**
 * A call of the event bridge as a desktop sends it: posted, with method, path and parameters inside. `address` is the
 * path of `route` with its sids, and maybe a query.
 */
export function anyEnvelope(play: Play, route: Play['routes'][0], address: string): Request {
  const { dice } = play
  const [path = '', query] = address.slice(1).split('?')
  const params = route.method === 'GET' ? queryText(query) : paramsText(play, route.path)
  const fields = [
    `"url":${JSON.stringify(path)}`,
    `"method":"${dice.onceIn(60) ? 'PUT' : route.method}"`,
    `"token":${JSON.stringify(dice.onceIn(40) ? anyValue(play) : anyToken(play))}`,
    `"params":${params}`,
  ]
  const body = dice.onceIn(60) ? dice.garbage() : `{${fields.join(',')}}`
  return new Request(ADDRESS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', apiVersion: 'v2' },
    body,
  })
}

/** What a worker's desktop posts to the event bridge; undefined if nobody is logged in as that worker. */
export function fromDesktop(
  { agents }: Play,
  workerSid: string,
  [path, params]: readonly [string, object],
): Request | undefined {
  const credentials = agents.get(workerSid)?.replace('Basic ', '')
  if (credentials === undefined) return undefined
  const token = atob(credentials).replace('token:', '')
  const body = JSON.stringify({ url: path.slice(1), method: 'POST', params, token })
  return new Request(ADDRESS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', apiVersion: 'v2' },
    body,
  })
}

function queryText(query: string | undefined): string {
  return JSON.stringify(Object.fromEntries(new URLSearchParams(query)))
}

/**
 * TaskRouter's parameters have the names of its forms, and values of their own types. All is put together as text: some of
 * the values are nested so deeply that this process could read them, but not write them.
 */
function paramsText(play: Play, path: string): string {
  if (path.startsWith('/v1/')) return asJson(anyBody(play, path))
  const fields = [...anyForm(play, path)].map(([name, value]) => `${JSON.stringify(name)}:${asJson(value)}`)
  return `{${fields.join(',')}}`
}

function anyToken({ dice, sids }: Play): string {
  const known = sids.get('TOKEN') ?? []
  return known[dice.upTo(Math.max(0, known.length - 1))] ?? ''
}

/** What is no JSON stays a text. */
function asJson(text: string): string {
  try {
    JSON.parse(text)
    return text
  } catch {
    return JSON.stringify(text)
  }
}

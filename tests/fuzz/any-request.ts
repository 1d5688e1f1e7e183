import { anyBody, anyForm, anySid, anyValue } from './any-body.ts'
import { anyEnvelope, EVENT_BRIDGE } from './any-envelope.ts'
import { anyMove } from './moves.ts'
import { shapeOf, type Play } from './play.ts'
import { KINDS, NAMES } from './recipes.ts'

/** A request that makes sense, or one that makes none; anything in between is likelier. */
export function anyRequest(play: Play): Request {
  const { dice } = play
  if (dice.onceIn(5)) return anyMove(play) ?? anyCall(play)
  return anyCall(play)
}

/** Methods that no call has. */
const ODD_METHODS = ['PUT', 'PATCH', 'OPTIONS', 'HEAD', 'DELETE', 'GET'] as const

const CONTENT_TYPES = [
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/xml',
  'application/jsonx',
  'application/x-www-form-urlencoded; charset=utf-16',
  ';',
] as const

function anyCall(play: Play): Request {
  const { dice } = play
  const route = anyRoute(play)
  const address = `${anyPath(play, route)}${anyQuery(play, route.path)}`
  if (route.host === EVENT_BRIDGE && !dice.onceIn(20)) return anyEnvelope(play, route, address)
  const url = `http://emulator/__twilio/${route.host}${address}`
  const headers = anyHeaders(play)
  const method = dice.onceIn(60) ? dice.oneOf(ODD_METHODS) : route.method
  if (method !== 'POST') return new Request(url, { method, headers })
  if (route.host === UPLOAD && !dice.onceIn(6)) return new Request(url, { method, headers, body: anyUpload(play) })
  if (dice.onceIn(route.host === 'flex-api.twilio.com' ? 2 : 6)) {
    headers.set('Content-Type', dice.onceIn(8) ? dice.oneOf(CONTENT_TYPES) : 'application/json')
    return new Request(url, { method, headers, body: anyBody(play, route.path) })
  }
  headers.set('Content-Type', 'application/x-www-form-urlencoded')
  return new Request(url, { method, headers, body: rawForm(play, route.path) })
}

const UPLOAD = 'serverless-upload.twilio.com'

function anyUpload({ dice }: Play): FormData {
  const form = new FormData()
  form.set('Path', dice.onceIn(8) ? dice.garbage() : `/${dice.upTo(9)}`)
  form.set('Visibility', dice.oneOf(['public', 'public', 'protected', 'private', 'x']))
  const content = dice.onceIn(8) ? dice.garbage() : 'exports.handler = (context, event, callback) => callback()'
  if (!dice.onceIn(12)) form.set('Content', new File([content], 'file', { type: 'application/javascript' }))
  return form
}

/** Mostly the account; an agent one time in eight; now and then somebody who has no business here. */
function anyHeaders(play: Play): Headers {
  const { dice, authorization, agents } = play
  const headers = new Headers()
  const strangers = [latin(dice.garbage()), 'Basic', 'Basic ====', `Basic ${btoa('token:')}`, 'Bearer x'] as const
  if (dice.onceIn(8)) headers.set('Authorization', dice.oneOf([authorization, ...agents.values()]))
  else if (!dice.onceIn(40)) headers.set('Authorization', authorization)
  else if (!dice.onceIn(4)) headers.set('Authorization', dice.oneOf(strangers))
  if (dice.onceIn(8))
    headers.set('If-Match', dice.oneOf(['0', '1', '"2"', 'W/"3"', '*', '', '""', latin(dice.garbage())]))
  if (dice.onceIn(8)) headers.set('X-Twilio-Webhook-Enabled', dice.oneOf(['true', 'false', 'x']))
  return headers
}

const STATIC_HOSTS = /^(flex|status|assets|assets\.flex)\.twilio\.com$|\.twiliocdn\.com$/

/** Deleting is rare, or the world would soon be empty; but maps and lists soon have other items. */
function anyRoute({ dice, routes }: Play): Play['routes'][0] {
  const route = dice.oneOf(routes)
  // Each call of Conversations is there twice, by two paths; once is enough.
  if (route.host === 'conversations.twilio.com' && dice.onceIn(2)) return dice.oneOf(routes)
  // Most calls of the event bridge do what another call does, and there is nothing to find in what is always the same.
  if (route.host === EVENT_BRIDGE && dice.onceIn(2)) return dice.oneOf(routes)
  if (STATIC_HOSTS.test(route.host) && !dice.onceIn(8)) return dice.oneOf(routes)
  return route.method === 'DELETE' && !dice.onceIn(rarityOf(route)) ? dice.oneOf(routes) : route
}

/** With a service or an environment goes all that is in it. */
function rarityOf({ host, path }: Play['routes'][0]): number {
  if (host === 'serverless.twilio.com') return path.includes('Variables') ? 6 : 20
  return path.includes('/Items/') ? 3 : 6
}

/** Escapes that are none, in what should be a sid. */
const ODD_PARTS = ['%E0%A4%A', '%', '%00', '%2F', '%2e%2e', '..', '%F0%9F', '+', ';', '%25', '@', '*'] as const

function anyPath(play: Play, { host, path }: Play['routes'][0]): string {
  const { dice } = play
  if (dice.onceIn(200)) return `/${encodeURIComponent(wellFormed(dice.garbage()))}`
  // What is uploaded has been made by another host.
  const seen = play.paths.get(host.replace('-upload', '') + shapeOf(path)) ?? []
  if (seen.length > 0 && !dice.onceIn(4)) return seen[dice.upTo(seen.length - 1)] ?? path
  let word = ''
  const parts = path.split('/').map((part) => {
    if (part.startsWith(':')) return dice.onceIn(60) ? dice.oneOf(ODD_PARTS) : encodeURIComponent(pathValue(play, word))
    // The items of a map are known by key, those of a list by index, and versions of schemas by number.
    if (part === 'Items' && path.includes('/Lists/')) word = 'ListItems'
    else word = part === 'Versions' && path.includes('/Schemas/') ? 'SchemaVersions' : part
    return part
  })
  return parts.join('/')
}

/** Mostly a sid of the kind that belongs behind this word of a path; else one of any kind, or none at all. */
function pathValue(play: Play, word: string): string {
  const { dice, sids } = play
  // The account has one Sync service, which goes by this name too.
  if (word === 'Services' && dice.onceIn(3)) return 'default'
  const name = NAMES[word]
  if (name !== undefined && !dice.onceIn(4)) return name
  const kinds = KINDS[word]
  const known = kinds === undefined ? [] : (sids.get(dice.oneOf(kinds)) ?? [])
  if (known.length > 0 && !dice.onceIn(12)) return known[dice.upTo(known.length - 1)] ?? ''
  return dice.onceIn(3) ? wellFormed(dice.garbage().replace(/^\.*$/, 'x')) : anySid(play)
}

const QUERY_NAMES = [
  'PageSize',
  'Page',
  'PageToken',
  'AssignmentStatus',
  'EvaluateTaskAttributes',
  'TargetWorkersExpression',
  'TaskQueueSid',
  'ActivityName',
  'FriendlyName',
  'Available',
  'Ordering',
  'Order',
  'Identity',
  'Address',
  'State',
  'StartDate',
  'EndDate',
  'Minutes',
  'HasAddons',
  'ReservationStatus',
  'From',
  'status',
  'Type',
] as const

function anyQuery(play: Play, path: string): string {
  const { dice } = play
  if (path.endsWith('/Configuration/Public') && dice.onceIn(2)) {
    return `?AccountSid=${play.emulator.contactCenter.accountSid}`
  }
  // Two lists that say nothing without a parameter.
  if (path === '/v1/Channels' && dice.onceIn(2)) return '?status=pause'
  if (path.endsWith('/ParticipantConversations') && dice.onceIn(2)) return '?Identity=guest-1'
  if (!dice.onceIn(3)) return ''
  if (dice.onceIn(4)) return `?PageSize=${1 + dice.upTo(3)}&Page=${dice.upTo(2)}`
  const name = dice.oneOf(QUERY_NAMES)
  return `?${new URLSearchParams({ [name]: anyValue(play) }).toString()}`
}

/** One time in forty with bytes in it that are neither a form nor UTF-8. */
function rawForm(play: Play, path: string): string | Uint8Array<ArrayBuffer> {
  const { dice } = play
  const form = anyForm(play, path).toString()
  if (!dice.onceIn(40)) return form
  return Uint8Array.from([...new TextEncoder().encode(`${form}&`), ...Array.from({ length: 20 }, () => dice.upTo(255))])
}

/** Headers take no other characters. */
function latin(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?')
}

/** `encodeURIComponent` takes no half of a pair. */
function wellFormed(text: string): string {
  return text.replaceAll(/[\uD800-\uDFFF]/gu, '?')
}

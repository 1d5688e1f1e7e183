import { Hono, type Context } from 'hono'
import type { Instruments } from '../../observability/instruments.ts'
import type { Log } from '../../observability/log.ts'
import type { Mark, MarkSource } from '../../store/mark.ts'
import { decodeConversations } from './conversations.ts'
import { decodeCloudEvent } from './event-streams.ts'
import type { Decode, HeardEvent } from './heard-event.ts'
import { decodeInteractions } from './interactions.ts'
import { MarksNotStored, type MarkBuffer } from './mark-buffer.ts'
import { nativeJson } from './native-json.ts'
import { createRarely } from './rarely.ts'
import { readLimited } from './read-limited.ts'
import { isSignedAddress, isSignedBody, isSignedForm, readForm, type Signed } from './signature.ts'
import { decodeTaskrouter } from './taskrouter.ts'

export interface WebhookOptions {
  readonly marks: Pick<MarkBuffer, 'add'>
  readonly authToken: string
  /** As Twilio knows this server; undefined: whatever comes is refused, because nothing can be checked. */
  readonly publicUrl: string | undefined
  readonly instruments: Pick<Instruments, 'heard'>
  readonly log: Log
  readonly now: () => number
}

/**
 * Where Twilio says that something has happened. Nothing is decided here: all that follows is a mark, "look at this
 * conversation". What is forged, broken or too large is refused before it has cost anything worth speaking of.
 */
export function webhookRoutes(given: WebhookOptions): Hono {
  const options: Receiving = { ...given, mayLog: createRarely(LOG_EVERY_MS, given.now) }
  const routes = new Hono()
  routes.post('/taskrouter', formRoute(options, 'taskrouter', decodeTaskrouter))
  routes.post('/conversations', formRoute(options, 'conversations', decodeConversations))
  routes.post('/interactions', formRoute(options, 'interactions', decodeInteractions))
  routes.post('/event-streams', batchRoute(options))
  return routes
}

/** The longest form is a TaskRouter event: attributes of a task and a worker, 4 KB each, three bytes for each byte. */
export const FORM_BYTES_MAX = 256 * 1024

/** Event Streams may put many events into one body. How many is not documented; a thousand of the largest fit. */
export const BATCH_BYTES_MAX = 4 * 1024 * 1024
export const BATCH_EVENTS_MAX = 10_000

/** Of each kind of refusal, one line in this time; all of them are counted. */
const LOG_EVERY_MS = 10_000

interface Receiving extends WebhookOptions {
  readonly mayLog: (kind: string) => boolean
}

type WebhookSource = Extract<MarkSource, 'taskrouter' | 'conversations' | 'interactions' | 'event-streams'>
type Answer = 204 | 400 | 403 | 413 | 415 | 503

function formRoute(options: Receiving, source: WebhookSource, decode: Decode): (c: Context) => Promise<Response> {
  return async (c) => {
    const signed = signedPart(options, c)
    if (signed === undefined) return refuse(options, c, source, 403)
    if (!isOfType(c, 'application/x-www-form-urlencoded')) return refuse(options, c, source, 415)
    const body = await readLimited(c.req.raw, FORM_BYTES_MAX)
    const form = body === undefined ? undefined : readForm(body)
    if (form === undefined) return refuse(options, c, source, 413)
    if (!isSignedForm(signed, form)) return refuse(options, c, source, 403)
    return take(options, c, source, [decode(form)])
  }
}

function batchRoute(options: Receiving): (c: Context) => Promise<Response> {
  const source = 'event-streams'
  return async (c) => {
    const signed = signedPart(options, c)
    // That the address is Twilio's is known before any of the body is read.
    if (signed === undefined || !isSignedAddress(signed)) return refuse(options, c, source, 403)
    if (!isOfType(c, 'application/json', 'application/cloudevents-batch+json')) return refuse(options, c, source, 415)
    const body = await readLimited(c.req.raw, BATCH_BYTES_MAX)
    if (body === undefined) return refuse(options, c, source, 413)
    if (!isSignedBody(signed.url, body)) return refuse(options, c, source, 403)
    const content = nativeJson(body)
    if (content === undefined) return refuse(options, c, source, 400)
    const events: unknown[] = Array.isArray(content) ? content : [content]
    if (events.length > BATCH_EVENTS_MAX) return refuse(options, c, source, 413)
    return take(options, c, source, events.map(decodeCloudEvent))
  }
}

/** Stores what was heard. 204 says that it is stored; 503 that it is not, so that Twilio tries again where it can (WH-3). */
async function take(
  { marks, instruments, log, now, mayLog }: Receiving,
  c: Context,
  source: WebhookSource,
  events: readonly (HeardEvent | undefined)[],
): Promise<Response> {
  const told = events.filter((event) => event !== undefined)
  try {
    await marks.add(told.map((event) => markOf(event, source)))
  } catch (error: unknown) {
    if (!(error instanceof MarksNotStored)) throw error
    if (mayLog('unstored'))
      log.error({ source, conversationSid: told[0]?.conversationSid, err: error }, 'A webhook could not be stored.')
    told.forEach(() => instruments.heard(source, 'refused'))
    return answer(c, 503)
  }
  for (const event of events) {
    if (event === undefined) instruments.heard(source, 'ignored')
    else instruments.heard(source, 'marked', lagOf(event, now()))
  }
  return answer(c, 204)
}

function markOf({ conversationSid, interactionSid, channelSid, taskSids }: HeardEvent, source: MarkSource): Mark {
  return { conversationSid, interactionSid, channelSid, taskSids, source }
}

/** Twilio's clock and ours differ: nothing arrives before it has happened. */
function lagOf({ happenedAtMs }: HeardEvent, nowMs: number): number | undefined {
  return happenedAtMs === undefined ? undefined : Math.max(0, nowMs - happenedAtMs)
}

function signedPart({ authToken, publicUrl }: WebhookOptions, c: Context): Signed | undefined {
  const signature = c.req.header('x-twilio-signature')
  if (signature === undefined || signature.length > SIGNATURE_CHARS_MAX || publicUrl === undefined) return undefined
  const { pathname, search } = new URL(c.req.url)
  return { authToken, signature, url: `${publicUrl.replace(/\/$/, '')}${pathname}${search}` }
}

/** The base64 of a SHA-1 has 28. */
const SIGNATURE_CHARS_MAX = 28

function isOfType(c: Context, ...types: string[]): boolean {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  return type !== undefined && types.includes(type)
}

function refuse({ instruments, log, mayLog }: Receiving, c: Context, source: WebhookSource, status: Answer): Response {
  instruments.heard(source, 'refused')
  if (mayLog(`${source} ${status}`)) log.warn({ source, status }, REFUSALS[status])
  return answer(c, status)
}

const REFUSALS: Readonly<Record<Answer, string>> = {
  204: 'A webhook was taken.',
  400: 'A webhook was refused: its body is not JSON.',
  403: 'A webhook was refused: it is not signed by this account for this address. Does PUBLIC_URL stand in Twilio’s settings?',
  413: 'A webhook was refused: it is too large.',
  415: 'A webhook was refused: it has another content type than Twilio’s.',
  503: 'A webhook could not be stored.',
}

function answer(c: Context, status: Answer): Response {
  // What follows of a body that nobody reads would be taken for the next request, or have to be read after all.
  if (status !== 204) c.header('Connection', 'close')
  return c.body(null, status)
}

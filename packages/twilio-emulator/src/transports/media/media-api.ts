import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { z } from 'zod'
import { addMedia, MEDIA_BYTES_MAX } from '../../services/conversations/media.ts'
import { memberOf } from '../../services/conversations/membership.ts'
import type { Media } from '../../services/conversations/state.ts'
import { checkAccessToken, type AccessGrant } from '../../services/iam/access-tokens.ts'
import type { World } from '../../world/world.ts'
import { errorResponse } from '../rest/error-response.ts'
import { TwilioError } from '../rest/twilio-error.ts'
import { MEDIA_HOST, mediaUrl } from './media-url.ts'

/** A form around a file takes a little more than the file. */
const BODY_BYTES_MAX = MEDIA_BYTES_MAX + 65_536
const SET_MAX = 100

const MediaSet = z.object({
  command: z.literal('get'),
  list: z.array(z.object({ media_sid: z.string() })).max(SET_MAX),
})

/**
 * The files of messages: up and down over HTTP, with the token of the SDK in the header `X-Twilio-Token` (TS-13). Pages
 * of any origin may call it, as they may call Twilio's.
 */
export function createMediaApi(world: World): Hono {
  const api = new Hono().basePath(`/__twilio/${MEDIA_HOST}/v1`)
  api.use(cors({ origin: '*' }))
  api.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError: () => errorResponse(tooLarge()) }))
  api.onError(answerError)
  api.post('/Services/:serviceSid/Media', async (context) => {
    const { identity } = grantOf(context, world)
    const media = addMedia(world, { ...(await uploaded(context)), author: identity })
    return context.json(mediaJson(world, media, context), 201)
  })
  api.get('/Services/:serviceSid/Media/:mediaSid', (context) => {
    return context.json(mediaJson(world, visibleMedia(context, world, context.req.param('mediaSid')), context))
  })
  api.post('/Services/:serviceSid/MediaSet', async (context) => {
    const { list } = MediaSet.parse(await context.req.json())
    return context.json(list.map(({ media_sid: sid }) => setEntry(context, world, sid)))
  })
  api.get('/Contents/:mediaSid/:secret', (context) => contents(context, world))
  return api
}

function setEntry(context: Context, world: World, sid: string): object {
  try {
    return { code: 200, media_record: mediaJson(world, visibleMedia(context, world, sid), context) }
  } catch (error: unknown) {
    if (error instanceof TwilioError) return { code: error.status, media_record: { sid } }
    throw error
  }
}

function grantOf(context: Context, world: World): AccessGrant {
  const check = checkAccessToken(world, context.req.header('X-Twilio-Token') ?? '')
  if (!check.valid) throw new TwilioError(401, check.code, check.message)
  return check.grant
}

/** Who uploaded a file sees it, and who is in the conversation to which it was sent (TS-14). */
function visibleMedia(context: Context, world: World, sid: string): Media {
  const { identity } = grantOf(context, world)
  const media = world.conversations.media.get(sid)
  const isInside = memberOf(world, media?.conversationSid ?? '', identity) !== undefined
  if (media === undefined || (media.author !== identity && !isInside)) throw notFound(sid)
  return media
}

/** Whoever has the address has the file: browsers fetch pictures without a header (TS-13). */
function contents(context: Context, world: World): Response {
  const { mediaSid = '', secret } = context.req.param()
  const { media: rows, mediaContents } = world.conversations
  const media = rows.get(mediaSid)
  const content = mediaContents.get(mediaSid)
  if (media === undefined || content === undefined || media.secret !== secret) throw notFound(mediaSid)
  const name = encodeURIComponent(media.filename ?? media.sid)
  return new Response(new Uint8Array(content), {
    headers: { 'Content-Type': media.contentType, 'Content-Disposition': `inline; filename*=UTF-8''${name}` },
  })
}

/** The file as the body, or as the one file of a form. */
async function uploaded(context: Context) {
  const category = context.req.query('Category') ?? 'media'
  const type = context.req.header('Content-Type') ?? 'application/octet-stream'
  if (!type.startsWith('multipart/form-data')) {
    const content = new Uint8Array(await context.req.arrayBuffer())
    return { content, contentType: type, filename: context.req.query('Filename'), category }
  }
  const file = [...(await context.req.formData()).values()].find((value) => value instanceof File)
  if (file === undefined) throw new TwilioError(400, 20001, 'The form holds no file')
  const content = new Uint8Array(await file.arrayBuffer())
  return { content, contentType: file.type || 'application/octet-stream', filename: file.name, category }
}

function mediaJson(world: World, media: Media, context: Context): object {
  const { origin } = new URL(context.req.url)
  const url = `${mediaUrl(world, origin)}/Media/${media.sid}`
  const contentUrl = `${origin}/__twilio/${MEDIA_HOST}/v1/Contents/${media.sid}/${media.secret}`
  return {
    sid: media.sid,
    service_sid: world.account.conversationServiceSid,
    channel_sid: media.conversationSid ?? null,
    message_sid: null,
    size: media.sizeBytes,
    content_type: media.contentType,
    filename: media.filename ?? null,
    category: media.category,
    author: media.author,
    is_multipart_upstream: false,
    date_created: new Date(media.createdAtMs).toISOString(),
    date_upload_updated: new Date(media.updatedAtMs).toISOString(),
    date_updated: new Date(media.updatedAtMs).toISOString(),
    url,
    links: { content: `${url}/Content`, content_direct_temporary: contentUrl },
  }
}

function answerError(error: Error): Response {
  if (error instanceof TwilioError) return errorResponse(error)
  if (error instanceof z.ZodError) return errorResponse(new TwilioError(400, 20001, z.prettifyError(error)))
  throw error
}

function notFound(sid: string): TwilioError {
  return new TwilioError(404, 20404, `Media not found: ${sid}`)
}

function tooLarge(): TwilioError {
  return new TwilioError(413, 20413, `A file has at most ${MEDIA_BYTES_MAX} bytes`)
}

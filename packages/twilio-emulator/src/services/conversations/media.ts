import { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { invalidConversation } from './conversation-errors.ts'
import type { Media, MessageMedia } from './state.ts'

/** Twilio takes 150 MB; a playground does with less, and tells the SDK so (TS-13). */
export const MEDIA_BYTES_MAX = 20_971_520
export const MEDIA_PER_MESSAGE_MAX = 10
/** All files together; they are kept in memory. */
const CONTENT_BYTES_MAX = 536_870_912
const SECRET_HEX_DIGITS = 32

export interface Upload {
  readonly author: string
  readonly content: Uint8Array
  readonly contentType: string
  readonly filename: string | undefined
  readonly category: string
}

/** Stores a file. Throws 413 if it is too large, and 507 if the emulator holds too many. */
export function addMedia(world: World, { content, ...fields }: Upload): Media {
  const sizeBytes = content.byteLength
  if (sizeBytes > MEDIA_BYTES_MAX) throw new TwilioError(413, 20413, `A file has at most ${MEDIA_BYTES_MAX} bytes`)
  const { media, mediaContents } = world.conversations
  const heldBytes = media.all().reduce((sum, row) => sum + row.sizeBytes, 0)
  if (heldBytes + sizeBytes > CONTENT_BYTES_MAX) {
    throw new TwilioError(507, 20507, `The emulator holds ${heldBytes} bytes of files, at most ${CONTENT_BYTES_MAX}`)
  }
  const nowMs = world.clock.now()
  const row = media.put({
    ...fields,
    sid: newSid(world.random, 'ME'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    sizeBytes,
    secret: newSecret(world),
    conversationSid: undefined,
  })
  mediaContents.set(row.sid, content)
  return row
}

/** What a message says of the files that somebody has uploaded for it; from now on they are the conversation's. */
export function attachMedia(
  world: World,
  sids: readonly string[],
  { conversationSid, author }: { readonly conversationSid: string; readonly author: string },
): MessageMedia[] {
  if (sids.length > MEDIA_PER_MESSAGE_MAX) {
    throw invalidConversation(50511, `A message has at most ${MEDIA_PER_MESSAGE_MAX} files`)
  }
  const rows = sids.map((sid) => {
    const row = world.conversations.media.get(sid)
    if (row?.author !== author || row.conversationSid !== undefined) {
      throw new TwilioError(404, 20404, `Media not found: ${sid}`)
    }
    return row
  })
  return rows.map((row) => {
    world.conversations.media.put({ ...row, conversationSid, updatedAtMs: world.clock.now() })
    const { sid, category, filename, contentType, sizeBytes } = row
    return { sid, category, filename, contentType, sizeBytes }
  })
}

function newSecret(world: World): string {
  let digits = ''
  while (digits.length < SECRET_HEX_DIGITS) digits += world.random.integer(0, 0xffff).toString(16).padStart(4, '0')
  return digits
}

import { z } from 'zod'

/**
 * One message of twilsock: a line with the protocol and the length of the header, the header as JSON, and a payload of
 * as many bytes as the header says (TS-1).
 */
export interface Frame {
  readonly header: FrameHeader
  readonly payload: Uint8Array
}

/** What every header has; each method adds its own fields. */
const FrameHeader = z.looseObject({
  method: z.string(),
  id: z.string(),
  payload_type: z.string().optional(),
  payload_size: z.int().min(0).default(0),
})
export type FrameHeader = z.infer<typeof FrameHeader>

const FIRST_LINE = /^TWILSOCK V3\.0 (\d{1,7})$/
const LINE_END = '\r\n'

/** A frame that cannot be read. */
export class FrameError extends Error {
  override readonly name = 'FrameError'
}

export function decodeFrame(message: Uint8Array): Frame {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength)
  const lineEnd = bytes.indexOf(LINE_END)
  const headerSize = FIRST_LINE.exec(bytes.subarray(0, Math.max(0, lineEnd)).toString('latin1'))?.[1]
  if (headerSize === undefined) throw new FrameError('The message does not begin as TWILSOCK V3.0')
  const headerStart = lineEnd + LINE_END.length
  const headerEnd = headerStart + Number(headerSize)
  const header = FrameHeader.safeParse(parse(bytes.subarray(headerStart, headerEnd).toString('utf8')))
  if (!header.success) throw new FrameError(`The header is wrong: ${z.prettifyError(header.error)}`)
  const payloadStart = headerEnd + LINE_END.length
  const payloadEnd = payloadStart + header.data.payload_size
  if (header.data.payload_size > 0 && bytes.length < payloadEnd) throw new FrameError('The payload is cut off')
  return { header: header.data, payload: bytes.subarray(payloadStart, payloadEnd) }
}

/** `payload` goes out as JSON; undefined is a frame without a payload. */
export function encodeFrame(header: Readonly<Record<string, unknown>>, payload?: unknown): Uint8Array {
  const body = payload === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(payload), 'utf8')
  const type = payload === undefined ? {} : { payload_type: 'application/json' }
  const head = Buffer.from(JSON.stringify({ ...header, ...type, payload_size: body.length }), 'utf8')
  return Buffer.concat([Buffer.from(`TWILSOCK V3.0 ${head.length}${LINE_END}`), head, Buffer.from(LINE_END), body])
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FrameError('The header is not valid JSON')
  }
}

import { describe, expect, test } from 'vitest'
import { decodeFrame, encodeFrame, FrameError } from './frame.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')

describe('a frame', () => {
  test('is read back as it was written, whatever characters are in it', () => {
    const frame = decodeFrame(encodeFrame({ method: 'reply', id: 'TM1', status: 'Grüße' }, { text: '✓ 日本' }))
    expect(frame.header).toMatchObject({
      method: 'reply',
      id: 'TM1',
      status: 'Grüße',
      payload_type: 'application/json',
    })
    expect(JSON.parse(Buffer.from(frame.payload).toString('utf8'))).toEqual({ text: '✓ 日本' })
  })

  test('counts its lengths in bytes, and what follows the payload is nobody’s', () => {
    const header = '{"method":"message","id":"TM2","payload_size":2}'
    const frame = decodeFrame(bytes(`TWILSOCK V3.0 ${header.length}\r\n${header}\r\n{}\r\n`))
    expect(Buffer.from(frame.payload).toString('utf8')).toBe('{}')
  })

  test('may have no payload', () => {
    expect(decodeFrame(encodeFrame({ method: 'reply', id: 'TM3' }))).toMatchObject({ header: { payload_size: 0 } })
  })

  test('that is none is refused', () => {
    const short = '{"method":"message","id":"TM2","payload_size":9}'
    const wrong = [
      '',
      'GET / HTTP/1.1\r\n\r\n',
      'TWILSOCK V2.0 2\r\n{}\r\n',
      'TWILSOCK V3.0 2\r\n{}\r\n',
      'TWILSOCK V3.0 1\r\n{\r\n',
    ]
    for (const text of [...wrong, `TWILSOCK V3.0 ${short.length}\r\n${short}\r\n{}`]) {
      expect(() => decodeFrame(bytes(text))).toThrow(FrameError)
    }
  })
})

import { describe, expect, test } from 'vitest'
import { addMessage } from '../../services/conversations/messages.ts'
import { attachMedia } from '../../services/conversations/media.ts'
import { createConversation } from '../../services/conversations/conversations.ts'
import { addParticipant } from '../../services/conversations/participants.ts'
import { createGuestToken } from '../../services/iam/access-tokens.ts'
import { createTestEmulator } from '../../testing/test-client.ts'
import { isObject } from '../rest/parameters.ts'
import { mediaUrl } from './media-url.ts'

function open() {
  const emulator = createTestEmulator()
  const { world } = emulator
  const base = mediaUrl(world, 'http://emulator')
  const fetch = async (who: string, url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('X-Twilio-Token', createGuestToken(world, who).sid)
    const response = await emulator.fetch(new Request(url, { ...init, headers }))
    const body: unknown = await response.json()
    return { status: response.status, body: isObject(body) ? body : { list: body } }
  }
  const upload = (who: string, init: RequestInit = { body: 'text', headers: { 'Content-Type': 'text/plain' } }) =>
    fetch(who, `${base}/Media?Category=media&Filename=a.txt`, { method: 'POST', ...init })
  return { emulator, world, base, fetch, upload }
}

describe('a file', () => {
  test('is stored with what is said of it, as a body or in a form', async () => {
    const { upload } = open()
    const said = { filename: 'a.txt', content_type: 'text/plain', size: 4, author: 'carl', category: 'media' }
    expect(await upload('carl')).toMatchObject({ status: 201, body: said })
    const form = new FormData()
    form.set('file', new File(['text'], 'a.txt', { type: 'text/plain' }))
    expect(await upload('carl', { body: form })).toMatchObject({ status: 201, body: said })
    expect(await upload('carl', { body: new FormData() })).toMatchObject({ status: 400 })
  })

  test('is read by whoever has its address', async () => {
    const { emulator, upload } = open()
    const { body } = await upload('carl')
    const links = isObject(body['links']) ? body['links'] : {}
    const url = String(links['content_direct_temporary'])
    const answer = await emulator.fetch(new Request(url))
    expect({ type: answer.headers.get('Content-Type'), text: await answer.text() }).toEqual({
      type: 'text/plain',
      text: 'text',
    })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect((await emulator.fetch(new Request(`${url}0`))).status).toBe(404)
  })

  test('is known to its author, and to those to whom it was sent', async () => {
    const { world, base, fetch, upload } = open()
    const sid = String((await upload('carl')).body['sid'])
    const one = `${base}/Media/${sid}`
    const statuses = async () => [(await fetch('carl', one)).status, (await fetch('alice', one)).status]
    expect(await statuses()).toEqual([200, 404])
    const conversation = createConversation(world, {})
    for (const identity of ['carl', 'alice']) addParticipant(world, conversation.sid, { identity })
    const media = attachMedia(world, [sid], { conversationSid: conversation.sid, author: 'carl' })
    addMessage(world, conversation.sid, { author: 'carl', media })
    expect(await statuses()).toEqual([200, 200])
    const set = {
      method: 'POST',
      body: JSON.stringify({ command: 'get', list: [{ media_sid: sid }, { media_sid: 'ME0' }] }),
    }
    const found = await fetch('alice', `${base}/MediaSet`, set)
    expect(found.body['list']).toMatchObject([{ code: 200, media_record: { sid } }, { code: 404 }])
  })

  test('is taken from nobody without a token, and goes with one message only', async () => {
    const { emulator, world, base, upload } = open()
    const answer = await emulator.fetch(new Request(`${base}/Media`, { method: 'POST', body: 'x' }))
    expect(answer.status).toBe(401)
    const sids = [String((await upload('carl')).body['sid'])]
    expect(() => attachMedia(world, sids, { conversationSid: 'CH1', author: 'alice' })).toThrow('not found')
    attachMedia(world, sids, { conversationSid: 'CH1', author: 'carl' })
    expect(() => attachMedia(world, sids, { conversationSid: 'CH1', author: 'carl' })).toThrow('not found')
    const many = Array.from({ length: 11 }, () => 'ME0')
    expect(() => attachMedia(world, many, { conversationSid: 'CH1', author: 'carl' })).toThrow('at most 10')
  })
})

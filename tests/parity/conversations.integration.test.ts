import { expect, test } from 'vitest'
import { behaviour } from './behaviour.ts'
import { addConversation, conversation } from './conversation-scene.ts'
import { refusal } from './refusal.ts'
import type { Scene } from './scene.ts'

const CONVERSATION = 'https://www.twilio.com/docs/conversations/api/conversation-resource'
const PARTICIPANT = 'https://www.twilio.com/docs/conversations/api/conversation-participant-resource'
const MESSAGE = 'https://www.twilio.com/docs/conversations/api/conversation-message-resource'
const STATES = 'https://www.twilio.com/docs/conversations/states-timers'
const LIMITS = 'https://www.twilio.com/docs/conversations/conversations-limits'

const CONVERSATION_ATTRIBUTES_BYTES_MAX = 16_384
const PARTICIPANT_ATTRIBUTES_BYTES_MAX = 4096
const CHAT_BODY_BYTES_MAX = 32_768
const SMS_BODY_CHARACTERS_MAX = 1600

test(
  'a new conversation is active, and its attributes are an empty object',
  behaviour({ source: CONVERSATION }, async (scene) => {
    const fetched = await conversation(scene, await addConversation(scene)).fetch()
    expect(fetched).toMatchObject({ state: 'active', attributes: '{}', friendlyName: scene.name('conversation') })
    expect(fetched.chatServiceSid).toMatch(/^IS/)
  }),
)

test(
  'a conversation cannot begin closed',
  behaviour({ source: 'https://www.twilio.com/docs/api/errors/50384' }, async (scene) => {
    const create = addConversation(scene, { state: 'closed' })
    expect(await refusal(create)).toMatchObject({ status: 400, code: 50_384 })
  }),
)

test(
  'a conversation goes to inactive and back',
  behaviour({ source: STATES }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    expect((await subject.update({ state: 'inactive' })).state).toBe('inactive')
    expect((await subject.update({ state: 'active' })).state).toBe('active')
  }),
)

test(
  'a message makes an inactive conversation active',
  behaviour({ source: STATES }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    await subject.update({ state: 'inactive' })
    await subject.messages.create({ body: 'Hello?' })
    expect((await subject.fetch()).state).toBe('active')
  }),
)

test(
  'closed is final',
  behaviour({ source: 'https://www.twilio.com/docs/api/errors/50377' }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    expect((await subject.update({ state: 'closed' })).state).toBe('closed')
    expect((await refusal(subject.update({ state: 'active' }))).code).toBe(50_377)
    expect((await refusal(subject.update({ attributes: '{"late":true}' }))).code).toBe(50_377)
    expect(await subject.fetch()).toMatchObject({ state: 'closed', attributes: '{}' })
  }),
)

test(
  'nobody joins a closed conversation, and nothing is said there',
  behaviour({ source: STATES }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    await subject.update({ state: 'closed' })
    expect((await refusal(subject.participants.create({ identity: scene.identity('late') }))).status).toBe(400)
    expect((await refusal(subject.messages.create({ body: 'Too late' }))).status).toBe(400)
  }),
)

test(
  'an unknown state is refused',
  behaviour({ source: 'https://www.twilio.com/docs/api/errors/50378' }, async (scene) => {
    const sid = await addConversation(scene)
    const { body } = await scene.subject.twilio.request({
      method: 'post',
      uri: `https://conversations.twilio.com/v1/Conversations/${sid}`,
      data: { State: 'paused' },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(body).toMatchObject({ status: 400, code: 50_378 })
  }),
)

test(
  'timers are no shorter than a minute and ten minutes',
  behaviour({ source: STATES }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    expect((await refusal(subject.update({ 'timers.inactive': 'PT30S' }))).status).toBe(400)
    expect((await refusal(subject.update({ 'timers.closed': 'PT5M' }))).status).toBe(400)
    const { timers } = await subject.update({ 'timers.inactive': 'PT1M', 'timers.closed': 'PT10M' })
    expect(Object.keys(timers).sort()).toEqual(['date_closed', 'date_inactive'])
  }),
)

test(
  'a conversation is found by its unique name, which is taken once',
  behaviour({ source: CONVERSATION }, async (scene) => {
    const uniqueName = scene.name('unique')
    const sid = await addConversation(scene, { uniqueName })
    expect((await conversation(scene, uniqueName).fetch()).sid).toBe(sid)
    const refused = await refusal(addConversation(scene, { uniqueName }))
    expect(refused).toMatchObject({ status: 409, code: 50_353 })
  }),
)

test(
  'a conversation that was removed is answered with 404',
  behaviour({ source: CONVERSATION }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    await subject.remove()
    expect((await refusal(subject.fetch())).status).toBe(404)
  }),
)

test(
  'a conversation’s attributes hold 16 KB and not one byte more',
  behaviour({ source: LIMITS }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    const fits = attributesOf(CONVERSATION_ATTRIBUTES_BYTES_MAX)
    expect((await subject.update({ attributes: fits })).attributes).toBe(fits)
    const tooLong = attributesOf(CONVERSATION_ATTRIBUTES_BYTES_MAX + 1)
    expect((await refusal(subject.update({ attributes: tooLong }))).status).toBe(400)
  }),
)

test(
  'a participant’s attributes hold 4 KB and not one byte more',
  behaviour({ source: LIMITS }, async (scene) => {
    const { participants } = conversation(scene, await addConversation(scene))
    const fits = attributesOf(PARTICIPANT_ATTRIBUTES_BYTES_MAX)
    const { sid } = await participants.create({ identity: scene.identity('a'), attributes: fits })
    expect(sid).toMatch(/^MB/)
    const tooLong = attributesOf(PARTICIPANT_ATTRIBUTES_BYTES_MAX + 1)
    const second = participants.create({ identity: scene.identity('b'), attributes: tooLong })
    expect((await refusal(second)).status).toBe(400)
  }),
)

test(
  'a participant is found by identity as well as by sid',
  behaviour({ source: PARTICIPANT }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    const identity = scene.identity('guest')
    const { sid } = await subject.participants.create({ identity })
    expect((await subject.participants(identity).fetch()).sid).toBe(sid)
    const fetched = await subject.participants(sid).fetch()
    expect(fetched).toMatchObject({ identity, messagingBinding: null, attributes: '{}' })
    expect(fetched.roleSid).toMatch(/^RL/)
  }),
)

test(
  'an identity is in a conversation once',
  behaviour({ source: 'https://www.twilio.com/docs/api/errors/50433' }, async (scene) => {
    const { participants } = conversation(scene, await addConversation(scene))
    const identity = scene.identity('guest')
    await participants.create({ identity })
    expect(await refusal(participants.create({ identity }))).toMatchObject({ status: 409, code: 50_433 })
    expect(await participants.list()).toHaveLength(1)
  }),
)

test(
  'a participant that was removed is answered with 404, and may come again',
  behaviour({ source: PARTICIPANT }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    const identity = scene.identity('guest')
    const { sid } = await subject.participants.create({ identity })
    expect(await subject.participants(sid).remove()).toBe(true)
    expect((await refusal(subject.participants(sid).fetch())).status).toBe(404)
    expect((await subject.participants.create({ identity })).sid).not.toBe(sid)
  }),
)

test(
  'a pair of numbers is in one open conversation, which the refusal names',
  behaviour({ source: 'https://www.twilio.com/docs/api/errors/50416', needs: 'phone numbers' }, async (scene) => {
    const first = await addConversation(scene)
    const second = conversation(scene, await addConversation(scene))
    await conversation(scene, first).participants.create(bindingOf(scene))
    const refused = await refusal(second.participants.create(bindingOf(scene)))
    expect(refused.code).toBe(50_416)
    expect(refused.message).toContain(first)
    await conversation(scene, first).update({ state: 'closed' })
    const { messagingBinding } = await second.participants.create(bindingOf(scene))
    expect(messagingBinding).toMatchObject({ type: 'sms' })
  }),
)

test(
  'a message that goes to a phone holds 1600 characters',
  behaviour({ source: LIMITS, needs: 'phone numbers' }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    await subject.participants.create(bindingOf(scene))
    // Only what is refused is sent: nobody's phone rings for a test.
    const tooLong = subject.messages.create({ body: 'x'.repeat(SMS_BODY_CHARACTERS_MAX + 1) })
    expect((await refusal(tooLong)).status).toBe(400)
  }),
)

test(
  'a message in a chat holds 32 KB',
  behaviour({ source: LIMITS }, async (scene) => {
    const { messages } = conversation(scene, await addConversation(scene))
    expect((await messages.create({ body: 'x'.repeat(CHAT_BODY_BYTES_MAX) })).index).toBe(0)
    expect((await refusal(messages.create({ body: 'x'.repeat(CHAT_BODY_BYTES_MAX + 1) }))).status).toBe(400)
  }),
)

test(
  'messages are listed in the order in which they were written',
  behaviour({ source: MESSAGE }, async (scene) => {
    const { messages } = conversation(scene, await addConversation(scene))
    for (const body of ['one', 'two', 'three']) await messages.create({ body, author: scene.identity('guest') })
    const ascending = await messages.list()
    expect(ascending.map(({ index, body }) => [index, body])).toEqual([
      [0, 'one'],
      [1, 'two'],
      [2, 'three'],
    ])
    expect((await messages.list({ order: 'desc' })).map(({ body }) => body)).toEqual(['three', 'two', 'one'])
  }),
)

test(
  'the index of a message that was removed is not given again',
  behaviour({ source: MESSAGE }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    await subject.messages.create({ body: 'one' })
    const { sid } = await subject.messages.create({ body: 'two' })
    await subject.messages(sid).remove()
    expect((await subject.messages.create({ body: 'three' })).index).toBe(2)
  }),
)

test(
  'a message without an author is the system’s, and names the participant otherwise',
  behaviour({ source: MESSAGE }, async (scene) => {
    const subject = conversation(scene, await addConversation(scene))
    const identity = scene.identity('guest')
    const { sid } = await subject.participants.create({ identity })
    expect(await subject.messages.create({ body: 'Hello' })).toMatchObject({ author: 'system', participantSid: null })
    const theirs = await subject.messages.create({ body: 'Hi', author: identity })
    expect(theirs).toMatchObject({ author: identity, participantSid: sid })
  }),
)

test(
  'an identity’s conversations are listed with their states',
  behaviour(
    { source: 'https://www.twilio.com/docs/conversations/api/participant-conversation-resource' },
    async (scene) => {
      const identity = scene.identity('guest')
      const [open, closed] = [await addConversation(scene), await addConversation(scene)]
      for (const sid of [open, closed]) await conversation(scene, sid).participants.create({ identity })
      await conversation(scene, closed).update({ state: 'closed' })
      const listed = await scene.subject.twilio.conversations.v1.participantConversations.list({ identity })
      const states = new Map(
        listed.map(({ conversationSid, conversationState }) => [conversationSid, conversationState]),
      )
      expect(states.get(open)).toBe('active')
      expect(states.get(closed)).toBe('closed')
    },
  ),
)

test(
  'conversations are listed by state',
  behaviour({ source: CONVERSATION }, async (scene) => {
    const startDate = new Date(Date.now() - 60_000).toISOString()
    const [open, closed] = [await addConversation(scene), await addConversation(scene)]
    await conversation(scene, closed).update({ state: 'closed' })
    const { conversations } = scene.subject.twilio.conversations.v1
    const list = async (state: 'active' | 'closed') =>
      (await conversations.list({ state, startDate })).map(({ sid }) => sid)
    const [active, ended] = [await list('active'), await list('closed')]
    expect([active.includes(open), active.includes(closed)]).toEqual([true, false])
    expect([ended.includes(open), ended.includes(closed)]).toEqual([false, true])
  }),
)

function bindingOf({ subject }: Scene): Record<'messagingBinding.address' | 'messagingBinding.proxyAddress', string> {
  if (subject.sms === undefined) throw new Error('This behaviour needs phone numbers.')
  const { address, proxyAddress } = subject.sms
  return { 'messagingBinding.address': address, 'messagingBinding.proxyAddress': proxyAddress }
}

function attributesOf(bytes: number): string {
  const empty = JSON.stringify({ text: '' })
  return JSON.stringify({ text: 'x'.repeat(bytes - empty.length) })
}

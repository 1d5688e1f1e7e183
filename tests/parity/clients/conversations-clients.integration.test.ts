import { eventually } from '@conversation-transfer/demo'
import { VirtualClock } from '@conversation-transfer/twilio-emulator'
import { afterEach, describe, expect, test } from 'vitest'
import { bodies, CHAT_SDKS, openChat } from './chat-client.ts'
import { ClientScene } from './client-scene.ts'

const NEWEST = CHAT_SDKS.at(-1)?.sdk ?? fail()

let scene: ClientScene

afterEach(() => scene.close())

function fail(): never {
  throw new Error('There is no SDK.')
}

/** A conversation with a customer and Alice in it, both with their SDKs: hers is the one that is tested. */
async function chat(sdk: (typeof CHAT_SDKS)[number]['sdk']) {
  scene = await ClientScene.open()
  const { conversations } = scene.twilio.conversations.v1
  const { sid } = await conversations.create({ friendlyName: 'Web chat', attributes: '{"pre":1}' })
  const rest = conversations(sid)
  await rest.participants.create({ identity: 'customer', attributes: '{"name":"Carl"}' })
  const [customer, alice] = await Promise.all([
    openChat(scene, NEWEST, { guest: 'customer' }),
    openChat(scene, sdk, { worker: 'alice' }),
  ])
  // Who is there already when the conversation is read does not join.
  const theirs = await customer.conversation(sid)
  await rest.participants.create({ identity: 'alice' })
  const hers = await alice.conversation(sid)
  await customer.heard.waitFor('participantJoined alice')
  return { sid, rest, customer, alice, hers, theirs }
}

describe.each(CHAT_SDKS)('@twilio/conversations $version', ({ sdk }) => {
  test('joins, with everything that is there, and messages go both ways', async () => {
    const { rest, customer, alice, hers, theirs } = await chat(sdk)
    expect(hers).toMatchObject({ friendlyName: 'Web chat', attributes: { pre: 1 }, state: { current: 'active' } })
    const people = await hers.getParticipants()
    expect(Object.fromEntries(people.map(({ identity, attributes }) => [identity, attributes]))).toEqual({
      alice: {},
      customer: { name: 'Carl' },
    })
    expect(await hers.sendMessage('Hi, Alice here', { from: 'agent' })).toBe(0)
    await customer.heard.waitFor('messageAdded alice: Hi, Alice here')
    expect(await theirs.prepareMessage().setBody('Hallo ✓').setAttributes({ k: 'v' }).build().send()).toBe(1)
    await alice.heard.waitFor('messageAdded customer: Hallo ✓')
    await rest.messages.create({ author: 'system', body: 'from REST' })
    await Promise.all([alice, customer].map(({ heard }) => heard.waitFor('messageAdded system: from REST')))
    const [first] = (await theirs.getMessages()).items
    expect(first).toMatchObject({ index: 0, author: 'alice', body: 'Hi, Alice here', attributes: { from: 'agent' } })
    expect(await rest.messages.list()).toMatchObject([
      { author: 'alice' },
      { author: 'customer' },
      { author: 'system' },
    ])
  })

  test('pages back through the whole history', async () => {
    const { rest, alice, hers } = await chat(sdk)
    for (let count = 0; count < 73; count++) await rest.messages.create({ author: 'customer', body: `m${count}` })
    await alice.heard.waitFor('messageAdded customer: m72')
    const all: (string | null)[] = []
    let page = await hers.getMessages(30)
    for (;;) {
      all.unshift(...bodies(page.items))
      if (!page.hasPrevPage) break
      page = await page.prevPage()
    }
    expect(all).toEqual(Array.from({ length: 73 }, (_value, index) => `m${index}`))
    expect(await hers.getMessagesCount()).toBe(73)
  })

  test('sees messages change and go, and changes its own', async () => {
    const { rest, customer, alice, hers } = await chat(sdk)
    await hers.sendMessage('typo')
    const sent = await eventually('the message', async () => (await hers.getMessages()).items[0])
    await sent.updateBody('corrected')
    await customer.heard.waitFor('messageUpdated corrected')
    const other = await rest.messages.create({ author: 'system', body: 'passing' })
    await alice.heard.waitFor('messageAdded system: passing')
    await rest.messages(other.sid).remove()
    await alice.heard.waitFor('messageRemoved passing')
    expect((await rest.messages.list()).map(({ body }) => body)).toEqual(['corrected'])
  })

  test('shows who types', async () => {
    const { customer, alice, hers, theirs } = await chat(sdk)
    await hers.typing()
    await customer.heard.waitFor('typingStarted alice')
    await theirs.typing()
    await alice.heard.waitFor('typingStarted customer')
    expect(alice.heard.count('typingStarted alice')).toBe(0)
  })

  test('knows how far everybody has read', async () => {
    const { rest, customer, alice, hers } = await chat(sdk)
    expect(await hers.getUnreadMessagesCount()).toBeNull()
    for (const body of ['one', 'two', 'three']) await rest.messages.create({ author: 'customer', body })
    await alice.heard.waitFor('messageAdded customer: three')
    expect(await hers.advanceLastReadMessageIndex(1)).toBe(1)
    await customer.heard.waitFor('participantUpdated alice lastReadMessageIndex')
    expect(await hers.setAllMessagesRead()).toBe(0)
    const reader = (await rest.participants.list()).find(({ identity }) => identity === 'alice')
    expect(reader).toMatchObject({ lastReadMessageIndex: 2 })
  })

  test('carries attributes and names, whoever changes them', async () => {
    const { rest, customer, alice, hers } = await chat(sdk)
    await hers.updateAttributes({ pre: 1, taskSid: 'WT1' })
    await customer.heard.waitFor('conversationUpdated attributes')
    await rest.update({ attributes: '{"server":true}' })
    await eventually('the attributes', () => Promise.resolve((hers.attributes as { server?: boolean }).server))
    const me = await hers.getParticipantByIdentity('alice')
    await me?.updateAttributes({ seat: 7 })
    await customer.heard.waitFor('participantUpdated alice attributes')
    await alice.client.user.updateFriendlyName('Alice A.')
    const seen = await customer.client.getUser('alice')
    await eventually('her name', () => Promise.resolve(seen.friendlyName === 'Alice A.' ? true : undefined))
    expect(JSON.parse((await rest.participants('alice').fetch()).attributes)).toEqual({ seat: 7 })
    await eventually('that she is there', () => Promise.resolve(seen.isOnline === true ? true : undefined))
  })

  test('leaves, is added again, is removed, and then hears nothing more', async () => {
    const { sid, rest, customer, alice, hers } = await chat(sdk)
    await hers.leave()
    await customer.heard.waitFor('participantLeft alice')
    await alice.heard.waitFor(`conversationLeft ${sid}`)
    const heardBefore = alice.heard.lines.length
    await rest.messages.create({ author: 'customer', body: 'in her absence' })
    await customer.heard.waitFor('messageAdded customer: in her absence')
    await rest.participants.create({ identity: 'alice' })
    await alice.heard.waitFor(`conversationJoined ${sid}`, heardBefore)
    const again = await alice.client.getConversationBySid(sid)
    expect(bodies((await again.getMessages()).items)).toEqual(['in her absence'])
    await rest.messages.create({ author: 'customer', body: 'welcome back' })
    await alice.heard.waitFor('messageAdded customer: welcome back')
    const joinedAgain = alice.heard.lines.length
    await rest.participants('alice').remove()
    await alice.heard.waitFor(`conversationRemoved ${sid}`, joinedAgain)
    await rest.messages.create({ author: 'customer', body: 'secret' })
    await customer.heard.waitFor('messageAdded customer: secret')
    expect(alice.heard.count('messageAdded customer: secret')).toBe(0)
    await expect(alice.client.getConversationBySid(sid)).rejects.toMatchObject({ status: 403 })
  })

  test('comes back after its connection broke, and is told what it missed', async () => {
    const { sid, rest, alice, hers } = await chat(sdk)
    await rest.messages.create({ author: 'customer', body: 'before' })
    await alice.heard.waitFor('messageAdded customer: before')
    scene.cut()
    await rest.messages.create({ author: 'customer', body: 'meanwhile' })
    await rest.participants.create({ identity: 'bob' })
    await rest.update({ friendlyName: 'renamed' })
    await alice.heard.waitFor('messageAdded customer: meanwhile')
    await alice.heard.waitFor('participantJoined bob')
    await eventually('the name', () => Promise.resolve(hers.friendlyName === 'renamed' ? true : undefined))
    expect(alice.heard.count('messageAdded customer: meanwhile')).toBe(1)
    scene.cut()
    await rest.participants('alice').remove()
    await alice.heard.waitFor(`conversationRemoved ${sid}`)
  })

  test('sees a conversation close, and loses it', async () => {
    const { sid, rest, alice, hers } = await chat(sdk)
    await rest.messages.create({ author: 'customer', body: 'goodbye' })
    await alice.heard.waitFor('messageAdded customer: goodbye')
    await rest.update({ state: 'closed' })
    await alice.heard.waitFor('conversationUpdated state')
    await alice.heard.waitFor(`conversationRemoved ${sid}`)
    expect(hers.state?.current).toBe('closed')
    await expect(hers.sendMessage('too late')).rejects.toMatchObject({ status: 400, body: { code: 50_377 } })
  })

  test('sends files and fetches them', async () => {
    const { rest, customer, hers, theirs } = await chat(sdk)
    const file = { contentType: 'text/plain', filename: 'ä.txt', media: Buffer.from('file body') }
    await hers.prepareMessage().setBody('see file').addMedia(file).build().send()
    await customer.heard.waitFor('messageAdded alice: see file')
    const media = (await theirs.getMessages()).items[0]?.attachedMedia?.[0]
    expect(media).toMatchObject({ filename: 'ä.txt', contentType: 'text/plain', size: 9 })
    const url = (await media?.getContentTemporaryUrl()) ?? ''
    const answer = await fetch(url)
    expect({ type: answer.headers.get('Content-Type'), text: await answer.text() }).toEqual({
      type: 'text/plain',
      text: 'file body',
    })
    const [{ media: told } = { media: undefined }] = await rest.messages.list()
    expect(told).toMatchObject([{ filename: 'ä.txt', content_type: 'text/plain', size: 9, category: 'media' }])
  })

  test('makes a conversation, joins it and brings others in', async () => {
    const { customer, alice } = await chat(sdk)
    const made = await alice.client.createConversation({ friendlyName: 'Made by Alice', uniqueName: 'made' })
    await made.join()
    await made.add('customer')
    const theirs = await customer.conversation(made.sid)
    expect(theirs).toMatchObject({ friendlyName: 'Made by Alice', createdBy: 'alice' })
    await theirs.sendMessage('thanks')
    await alice.heard.waitFor('messageAdded customer: thanks')
    expect((await alice.client.getConversationByUniqueName('made')).sid).toBe(made.sid)
  })

  test('opens nothing that is not its own', async () => {
    const { rest, customer } = await chat(sdk)
    const foreign = await scene.twilio.conversations.v1.conversations.create({})
    const stranger = await openChat(scene, sdk, { guest: 'stranger' })
    await expect(stranger.client.getConversationBySid(foreign.sid)).rejects.toMatchObject({ status: 403 })
    await expect(stranger.client.getConversationBySid(`CH${'0'.repeat(32)}`)).rejects.toMatchObject({ status: 404 })
    await expect(stranger.client.getUser('customer')).rejects.toMatchObject({ status: 403 })
    await rest.messages.create({ author: 'alice', body: 'for the customer' })
    await customer.heard.waitFor('messageAdded alice: for the customer')
    expect(stranger.heard.lines.filter((line) => line.startsWith('messageAdded'))).toEqual([])
  })

  test('is told that its token ends, goes on with another, and comes back after one has expired', async () => {
    const clock = new VirtualClock(Date.now())
    scene = await ClientScene.open({ clock })
    const alice = await openChat(scene, sdk, { worker: 'alice' }, 600)
    clock.advanceBy(421_000)
    await alice.heard.waitFor('tokenAboutToExpire')
    await alice.client.updateToken(await scene.token({ worker: 'alice' }, 600))
    clock.advanceBy(300_000)
    await alice.client.user.updateFriendlyName('still here')
    expect(alice.heard.count('tokenExpired')).toBe(0)
    clock.advanceBy(300_001)
    await alice.heard.waitFor('tokenExpired')
    await alice.heard.waitFor('connection disconnected')
    await alice.client.updateToken(await scene.token({ worker: 'alice' }, 600))
    const { sid } = await scene.twilio.conversations.v1.conversations.create({})
    await scene.twilio.conversations.v1.conversations(sid).participants.create({ identity: 'alice' })
    await alice.heard.waitFor(`conversationJoined ${sid}`)
  })

  test('meets the faults that are ordered, as calls of REST do', async () => {
    const { customer, hers } = await chat(sdk)
    const path = '/v2/Services/:serviceSid/Conversations/:conversation/Messages'
    const route = { method: 'POST', host: 'aim.us1.twilio.com', path }
    await scene.orderFault({ kind: 'status', status: 429, route, times: 1 })
    await expect(hers.sendMessage('too many')).rejects.toMatchObject({ status: 429, body: { code: 20_429 } })
    await scene.orderFault({ kind: 'disconnect', when: 'after', route, times: 1 })
    await hers.sendMessage('sent, though nobody says so').catch(() => undefined)
    await customer.heard.waitFor('messageAdded alice: sent, though nobody says so')
    expect(customer.heard.count('messageAdded alice: too many')).toBe(0)
  })

  test('goes on when the emulator is started again: what is gone goes, what comes is there', async () => {
    const { sid, alice } = await chat(sdk)
    await scene.restart()
    await alice.heard.waitFor(`conversationRemoved ${sid}`)
    const { conversations } = scene.twilio.conversations.v1
    const fresh = await conversations.create({ friendlyName: 'fresh' })
    const heardBefore = alice.heard.lines.length
    await conversations(fresh.sid).participants.create({ identity: 'alice' })
    await alice.heard.waitFor(`conversationJoined ${fresh.sid}`, heardBefore)
    await conversations(fresh.sid).messages.create({ author: 'customer', body: 'after the restart' })
    await alice.heard.waitFor('messageAdded customer: after the restart')
    expect(alice.heard.count('messageAdded customer: after the restart')).toBe(1)
  })
})

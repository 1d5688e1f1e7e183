import { describe, expect, test } from 'vitest'
import { createGuestToken } from '../../../services/iam/access-tokens.ts'
import { addMessage } from '../../../services/conversations/messages.ts'
import {
  createConversation,
  deleteConversation,
  updateConversation,
} from '../../../services/conversations/conversations.ts'
import { addParticipant, findParticipant, removeParticipant } from '../../../services/conversations/participants.ts'
import { SocketClient, twilsockOf } from '../../../testing/socket-client.ts'
import { createTestEmulator, type TestEmulator } from '../../../testing/test-client.ts'
import { control } from '../../../testing/control-client.ts'
import { createWebhookReceiver } from '../../../testing/webhook-receiver.ts'
import type { TwilsockTransport } from '../twilsock-transport.ts'

const CDS = 'https://cds.us1.twilio.com'

function login(emulator: TestEmulator, transport: TwilsockTransport, identity: string): SocketClient {
  const client = new SocketClient(transport)
  client.authenticate('init', createGuestToken(emulator.world, identity, 3600).sid)
  return client
}

/** A conversation with these people in it, each on a socket, subscribed to all that concerns them. */
async function chat(options: Parameters<typeof createTestEmulator>[0] = {}, ...identities: string[]) {
  const emulator = createTestEmulator(options)
  const transport = twilsockOf(emulator)
  const { world } = emulator
  const { sid } = createConversation(world, {})
  const clients: SocketClient[] = []
  for (const identity of identities) {
    addParticipant(world, sid, { identity })
    const client = login(emulator, transport, identity)
    await subscribe(client, ['Maps', `${identity}.conversations`])
    await subscribe(client, ['Documents', `${sid}.channel`], ['Lists', `${sid}.messages`], ['Maps', `${sid}.roster`])
    clients.push(client)
  }
  for (const client of clients) client.frames.length = 0
  const url = `https://aim.us1.twilio.com/v2/Services/${world.account.conversationServiceSid}/Conversations/${sid}`
  return { emulator, transport, world, sid, clients, url }
}

const TYPES = { Documents: 'document', Maps: 'map', Lists: 'list' } as const

type Names = readonly [keyof typeof TYPES, string]

/** Reads the objects and subscribes to them. Answers what would be asked for again after a break. */
async function subscribe(client: SocketClient, ...names: Names[]): Promise<object[]> {
  const requests = []
  for (const [collection, name] of names) {
    const { body } = await client.call('GET', `${CDS}/v3/${collection}/${name}`)
    requests.push({
      object_sid: body['sid'],
      object_type: TYPES[collection],
      last_event_id: body['last_event_id'],
    })
  }
  await establish(client, requests)
  return requests
}

async function establish(client: SocketClient, requests: readonly object[]): Promise<void> {
  const body = { event_protocol_version: 4, action: 'establish', correlation_id: 1, requests }
  await client.call('POST', `${CDS}/v4/Subscriptions`, { body })
}

describe('what happens in a conversation', () => {
  test('is told in the order in which the SDKs understand it', async () => {
    const { world, sid, clients } = await chat({}, 'alice')
    const [alice] = clients
    addMessage(world, sid, { author: 'alice', body: 'hello' })
    addParticipant(world, sid, { identity: 'bob' })
    updateConversation(world, sid, { state: 'closed' })
    const order = ['list_item_added', 'document_updated', 'map_item_added', 'document_updated', 'map_item_removed']
    expect(alice?.told()).toEqual(order)
  })

  test('is told to the one who leaves until they are out, and not afterwards', async () => {
    const { world, sid, clients, url } = await chat({}, 'alice', 'bob')
    const [alice, bob] = clients
    removeParticipant(world, findParticipant(world, sid, 'alice'))
    addMessage(world, sid, { author: 'bob', body: 'she is gone' })
    // The roster, and her own list of conversations.
    expect(alice?.told()).toEqual(['map_item_removed', 'map_item_removed'])
    expect(bob?.told()).toEqual(['map_item_removed', 'list_item_added', 'document_updated'])
    expect(await alice?.call('GET', url)).toMatchObject({ status: 403, body: { code: 50_430 } })
    expect(await alice?.call('GET', `${CDS}/v3/Lists/${sid}.messages`)).toMatchObject({ status: 403 })
    const send = await alice?.call('POST', `${url}/Messages`, { body: { body: 'still here' } })
    expect(send).toMatchObject({ status: 403 })
  })

  test('fires the webhooks that an SDK fires', async () => {
    const receiver = createWebhookReceiver()
    const { emulator, clients, url } = await chat({ deliver: receiver.deliver }, 'alice')
    const form = { PostWebhookUrl: 'https://example.com/hook', Filters: ['onMessageAdded', 'onParticipantAdded'] }
    await emulator.call('conversations.twilio.com', '/v1/Configuration/Webhooks', { form })
    await clients[0]?.call('POST', `${url}/Messages`, { body: { body: 'hello', attributes: '{"k":1}' } })
    await clients[0]?.call('POST', `${url}/Participants`, { body: { identity: 'bob' } })
    emulator.clock.advanceBy(1000)
    await receiver.settled()
    expect(receiver.received()).toMatchObject([
      { EventType: 'onMessageAdded', Source: 'SDK', ClientIdentity: 'alice', Author: 'alice', Attributes: '{"k":1}' },
      { EventType: 'onParticipantAdded', Source: 'SDK', ClientIdentity: 'alice', Identity: 'bob' },
    ])
  })

  test('ends with the conversation', async () => {
    const { world, sid, clients } = await chat({}, 'alice')
    deleteConversation(world, sid)
    expect(clients[0]?.told()).toEqual(['map_item_removed', 'document_removed', 'list_removed', 'map_removed'])
  })
})

describe('a subscription', () => {
  test('begins with what was missed, in order, and then says that it stands', async () => {
    const { emulator, transport, world, sid } = await chat({}, 'alice')
    const before = login(emulator, transport, 'alice')
    const known = await subscribe(before, ['Lists', `${sid}.messages`])
    for (const body of ['one', 'two']) addMessage(world, sid, { author: 'alice', body })
    const after = login(emulator, transport, 'alice')
    await establish(after, known)
    addMessage(world, sid, { author: 'alice', body: 'three' })
    const added = 'list_item_added'
    expect(after.told()).toEqual([added, added, 'subscription_established', added])
  })

  test('of a client from before the emulator was started again begins with what is there', async () => {
    const first = await chat({}, 'alice')
    const [mine] = await subscribe(first.clients[0] ?? fail(), ['Maps', 'alice.conversations'])
    const second = await chat({}, 'alice')
    second.emulator.clock.advanceBy(1000)
    const [client] = second.clients
    await establish(client ?? fail(), [{ ...mine, last_event_id: 1 }])
    expect(client?.told()).toEqual(['map_item_added', 'subscription_established'])
  })

  test('of a client from before the emulator was started again holds, if that goes on from a snapshot', async () => {
    const first = await chat({}, 'alice', 'bob')
    const names = [
      ['Maps', 'alice.conversations'],
      ['Lists', `${first.sid}.messages`],
      ['Maps', 'bob.info'],
    ] as const
    const known = await subscribe(first.clients[0] ?? fail(), ...names)
    const { body } = await control(first.emulator, 'GET /snapshot')
    const emulator = createTestEmulator()
    emulator.clock.advanceBy(5000)
    await control(emulator, 'POST /snapshot', body)
    const client = login(emulator, twilsockOf(emulator), 'alice')
    await establish(client, known)
    addMessage(emulator.world, first.sid, { author: 'alice', body: 'still here' })
    const told = client.told().filter((event) => event !== 'map_item_updated')
    const established = 'subscription_established'
    expect(told.filter((event) => event === established)).toHaveLength(3)
    expect(told.at(-1)).toBe('list_item_added')
    expect(told).not.toContain('subscription_failed')
  })

  test('to what is unknown or not one’s own fails, and says why', async () => {
    const { emulator, transport, sid, clients } = await chat({}, 'alice')
    const [roster] = await subscribe(clients[0] ?? fail(), ['Maps', `${sid}.roster`])
    const stranger = login(emulator, transport, 'stranger')
    await establish(stranger, [roster ?? {}, { object_sid: 'ET0', object_type: 'document', last_event_id: 1 }])
    const reasons = stranger.events().map(({ event_type: type, event }) => ({ type, event }))
    expect(reasons).toMatchObject([
      { type: 'subscription_failed', event: { error: { status: 403, code: 54_007 } } },
      { type: 'subscription_failed', event: { object_sid: 'ET0', error: { status: 404, code: 54_100 } } },
    ])
  })

  test('that is canceled is silent', async () => {
    const { world, sid, clients } = await chat({}, 'alice')
    const alice = clients[0] ?? fail()
    const requests = await subscribe(alice, ['Lists', `${sid}.messages`], ['Documents', `${sid}.channel`])
    const body = { action: 'cancel', correlation_id: 2, requests }
    await alice.call('POST', `${CDS}/v4/Subscriptions`, { body })
    alice.frames.length = 0
    addMessage(world, sid, { author: 'alice', body: 'unheard' })
    expect(alice.told()).toEqual([])
  })
})

describe('a customer', () => {
  test('changes nothing that is somebody else’s', async () => {
    const { world, sid, clients, url } = await chat({}, 'customer', 'alice')
    const customer = clients[0] ?? fail()
    const message = addMessage(world, sid, { author: 'alice', body: 'hers' })
    const users = url.replace(/Conversations.*/, 'Users')
    const attempts = [
      ['POST', `${url}/Messages/${message.sid}`, { body: 'mine now' }],
      ['DELETE', `${url}/Messages/${message.sid}`, undefined],
      ['DELETE', `${url}/Participants/alice`, undefined],
      ['POST', `${url}/Participants/alice`, { attributes: '{}' }],
      ['DELETE', url, undefined],
      ['POST', `${users}/alice`, { friendly_name: 'Mallory' }],
      ['GET', `${users}/alice/Conversations`, undefined],
      ['GET', `${users}/nobody`, undefined],
      ['GET', `${CDS}/v3/Maps/alice.conversations`, undefined],
      ['POST', `${CDS}/v3/Documents`, { unique_name: 'x' }],
      ['POST', `${CDS}/v3/Insights/tr-worker/Items`, { query_string: '' }],
    ] as const
    const answers = []
    for (const [method, address, body] of attempts)
      answers.push((await customer.call(method, address, { body })).status)
    expect(answers).toEqual(attempts.map(() => 403))
    const stranger = createConversation(world, {})
    const join = await customer.call('POST', url.replace(sid, stranger.sid) + '/Participants', {
      body: { identity: 'customer' },
    })
    expect(join.status).toBe(403)
  })
})

function fail(): never {
  throw new Error('There is no client.')
}

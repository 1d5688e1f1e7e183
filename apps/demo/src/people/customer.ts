import { z } from 'zod'
import type { Stage } from '../stage.ts'

/** The channels on which customers write. */
export type CustomerChannel = 'web' | 'sms' | 'whatsapp' | 'email'

const OWN_NUMBER = '+15005550006'
const CUSTOMERS_NUMBER = '+15005550001'

/** How the customer is known on each channel: a webchat guest by an identity, the others by their number. */
const ADDRESSES = {
  web: { customer: 'guest-1', own: '' },
  email: { customer: 'customer@example.com', own: '' },
  sms: { customer: CUSTOMERS_NUMBER, own: OWN_NUMBER },
  whatsapp: { customer: `whatsapp:${CUSTOMERS_NUMBER}`, own: `whatsapp:${OWN_NUMBER}` },
} as const satisfies Record<CustomerChannel, { customer: string; own: string }>

/** Somebody who has written to the contact center. */
export class Customer {
  readonly conversationSid: string
  readonly #stage: Stage
  readonly #address: string

  constructor(stage: Stage, conversationSid: string, address: string) {
    this.#stage = stage
    this.conversationSid = conversationSid
    this.#address = address
  }

  async write(body: string): Promise<void> {
    this.#stage.timeline.tell('Customer', `"${body}"`)
    await this.#stage.twilio.conversations.v1
      .conversations(this.conversationSid)
      .messages.create({ author: this.#address, body })
  }
}

/**
 * A customer writes for the first time: there is a conversation, and an interaction whose task looks for an agent. On a
 * real account the address's Studio flow or webhook makes these calls.
 */
export async function customerWrites(stage: Stage, channel: CustomerChannel, body: string): Promise<Customer> {
  const { twilio } = stage
  const address = ADDRESSES[channel]
  const conversation = await twilio.conversations.v1.conversations.create({ friendlyName: `A ${channel} customer` })
  const participant =
    channel === 'web' || channel === 'email'
      ? { identity: address.customer }
      : { 'messagingBinding.address': address.customer, 'messagingBinding.proxyAddress': address.own }
  await twilio.conversations.v1.conversations(conversation.sid).participants.create(participant)
  const customer = new Customer(stage, conversation.sid, address.customer)
  await customer.write(body)
  await twilio.flexApi.v1.interaction.create({
    channel: { type: channel, initiated_by: 'customer', properties: { media_channel_sid: conversation.sid } },
    routing: { properties: { ...routing(stage), attributes: firstTaskAttributes(channel, address.customer) } },
  })
  return customer
}

function routing({ contactCenter }: Stage): object {
  return {
    workspace_sid: contactCenter.workspaceSid,
    workflow_sid: contactCenter.assignWorkflowSid,
    task_channel_unique_name: 'chat',
    priority: 5,
  }
}

/** What a contact center's own flow might know of a customer; a transfer has to carry all of it. */
function firstTaskAttributes(channel: CustomerChannel, address: string): Readonly<Record<string, unknown>> {
  return {
    from: address,
    channelType: channel,
    customerAddress: address,
    language: 'en',
    order: { number: 4711, items: ['lamp', 'table'] },
    conversations: { channel: 'Chat', outcome: 'open' },
  }
}

/** Every message of the conversation, as Twilio has it. */
export async function readMessages({ twilio }: Stage, conversationSid: string): Promise<string[]> {
  const messages = await twilio.conversations.v1.conversations(conversationSid).messages.list()
  return messages.map(({ body }) => z.string().parse(body))
}

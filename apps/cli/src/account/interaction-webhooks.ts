import { z } from 'zod'
import type { Workspace } from './workspace.ts'

/** Who comes and goes, and what becomes of channels: changes by REST too, of which Conversations says nothing (IN-22, WH-11). */
const EVENTS = ['onChannelStatusUpdated', 'onParticipantJoined', 'onParticipantLeft', 'onParticipantUpdated']

const FRIENDLY_NAME = 'Conversation Transfer'

/**
 * The webhooks of Flex's interactions. An instance has any number of them. The SDK does not know them, and their answers are not
 * documented (IN-22): ours is the one that has our address in it, wherever.
 */
export interface InteractionWebhooks {
  /** Whether there is one to this address. */
  has(address: string): Promise<boolean>
  add(address: string): Promise<void>
  /** Takes away those to this address. */
  remove(address: string): Promise<void>
}

export function interactionWebhooks({ client }: Pick<Workspace, 'client'>): InteractionWebhooks {
  const uriOf = async (): Promise<string> => {
    const { flexInstanceSid } = await client.flexApi.v1.configuration().fetch()
    return `https://flex-api.twilio.com/v1/Instances/${flexInstanceSid}/InteractionWebhooks`
  }
  const to = async (uri: string, address: string): Promise<z.infer<typeof ANSWER>['webhooks']> => {
    const { body } = await client.request({ method: 'get', uri })
    return ANSWER.parse(body).webhooks.filter((row) => Object.values(row).includes(address))
  }
  return {
    has: async (address) => (await to(await uriOf(), address)).length > 0,
    add: async (WebhookUrl) => {
      const data = {
        Type: 'global',
        FriendlyName: FRIENDLY_NAME,
        WebhookUrl,
        WebhookMethod: 'POST',
        WebhookEvents: EVENTS,
      }
      await client.request({ method: 'post', uri: await uriOf(), headers: FORM, data })
    },
    remove: async (address) => {
      const uri = await uriOf()
      for (const { ttid } of await to(uri, address)) await client.request({ method: 'delete', uri: `${uri}/${ttid}` })
    },
  }
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

const ANSWER = z.object({ webhooks: z.array(z.looseObject({ ttid: z.string() })) })

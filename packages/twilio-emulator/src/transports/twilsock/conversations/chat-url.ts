import type { World } from '../../../world/world.ts'

/** Clients follow these addresses through their socket (TS-3). */
const AIM_URL = 'https://aim.us1.twilio.com'

export const SERVICE_PATH = '/v2/Services/:serviceSid'

export function serviceUrl({ account }: World): string {
  return `${AIM_URL}/v2/Services/${account.conversationServiceSid}`
}

export function conversationUrl(world: World, conversationSid: string): string {
  return `${serviceUrl(world)}/Conversations/${conversationSid}`
}

export function typingUrl(): string {
  return `${AIM_URL}/v1/typing`
}

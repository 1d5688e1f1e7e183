import type { World } from '../../world/world.ts'

export const MEDIA_HOST = 'mcs.us1.twilio.com'

/** Files go over HTTP, not through the socket: their address must be one that the client can reach (TS-13). */
export function mediaUrl({ account }: World, emulatorUrl: string): string {
  return `${emulatorUrl}/__twilio/${MEDIA_HOST}/v1/Services/${account.conversationServiceSid}`
}

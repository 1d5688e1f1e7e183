/** Twilio's words for webchat (two of them), SMS and WhatsApp: the channels that can be transferred. */
const SUPPORTED_CHANNEL_TYPES: ReadonlySet<string> = new Set(['web', 'chat', 'sms', 'whatsapp'])

export function isSupported({ type }: { readonly type: string }): boolean {
  return SUPPORTED_CHANNEL_TYPES.has(type)
}

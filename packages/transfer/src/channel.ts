/** Twilio's words for webchat (two of them), SMS and WhatsApp: the channels that can be transferred. */
const SUPPORTED_CHANNEL_TYPES: ReadonlySet<string> = new Set(['web', 'chat', 'sms', 'whatsapp'])

export function isSupported({ type }: { readonly type: string }): boolean {
  return SUPPORTED_CHANNEL_TYPES.has(type)
}

/** Twilio's words for a channel in which nothing will ever happen again; `gone` is ours, for one that answers 404. */
const ENDED_STATUSES: ReadonlySet<string> = new Set(['closed', 'failed', 'gone'])

export function hasEnded({ status }: { readonly status: string }): boolean {
  return ENDED_STATUSES.has(status)
}

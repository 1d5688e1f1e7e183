/** The answer to `POST /playground/customers/webchat {name, identity?}`. The same identity is the same customer, returning. */
export interface WebchatCustomer {
  readonly identity: string
  readonly conversationSid: string
  /** For `@twilio/conversations`. */
  readonly token: string
  /** Whether the conversation was there before. */
  readonly isReturning: boolean
}

/** What a phone shows: every message that came from its number or went to it, over all conversations, oldest first. */
export interface PhoneView {
  /** `+15550001234`, or `whatsapp:+15550001234`. */
  readonly address: string
  readonly messages: readonly PhoneMessage[]
}

export interface PhoneMessage {
  readonly messageSid: string
  readonly conversationSid: string
  readonly isOwn: boolean
  readonly body: string
  readonly at: string
  /** Files that came along, as the browser may load them. */
  readonly media: readonly { readonly url: string; readonly contentType: string; readonly filename: string }[]
}

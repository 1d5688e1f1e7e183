/** Something that goes wrong on demand. The server says which there are; the page has a button for each. */
export interface Trouble {
  /** Such as `agent-declines`. */
  readonly id: string
  readonly group: 'agents' | 'twilio' | 'webhooks'
  /** What stands on the button. */
  readonly label: string
  /** What happens, in a sentence. */
  readonly explanation: string
  /** A `switch` stays on until it is turned off; the others happen once. */
  readonly kind: 'switch' | 'once'
  readonly isOn: boolean
  /** Whom it is done to. */
  readonly about: 'nobody' | 'worker' | 'conversation'
}

/** The body of `POST /playground/troubles/:id`. */
export interface TroubleRequest {
  readonly workerSid?: string
  readonly conversationSid?: string
  /** For switches. */
  readonly isOn?: boolean
}

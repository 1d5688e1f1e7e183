/** A message as a phone shows it, whatever it came by. */
export interface PhoneBubble {
  readonly id: string
  /** Undefined for the customer's own. */
  readonly author: string | undefined
  readonly body: string
  readonly at: string
  readonly files: readonly PhoneFile[]
}

export interface PhoneFile {
  readonly url: string
  readonly contentType: string
  readonly filename: string
}

export function isPicture({ contentType }: PhoneFile): boolean {
  return contentType.startsWith('image/')
}

/** Who the webchat customer was: the same identity is the same customer, also after the page was loaded again. */
export interface RememberedCustomer {
  readonly name: string
  readonly identity: string
  readonly conversationSid: string
}

const KEY = 'playground.webchat'

export function rememberedCustomer(): RememberedCustomer | undefined {
  return customerFrom(localStorage.getItem(KEY))
}

export function rememberCustomer(customer: RememberedCustomer): void {
  localStorage.setItem(KEY, JSON.stringify(customer))
}

export function forgetCustomer(): void {
  localStorage.removeItem(KEY)
}

/** What stands there may be of another version of this page: then it is nobody. */
export function customerFrom(text: string | null): RememberedCustomer | undefined {
  try {
    const { name, identity, conversationSid }: Partial<Record<keyof RememberedCustomer, unknown>> =
      JSON.parse(text ?? '{}') ?? {}
    const isWhole =
      typeof name === 'string' && typeof identity === 'string' && typeof conversationSid === 'string' && identity !== ''
    return isWhole ? { name, identity, conversationSid } : undefined
  } catch {
    return undefined
  }
}

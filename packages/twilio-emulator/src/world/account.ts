import type { Random } from './random.ts'
import { newSid } from './sid.ts'

/** The one account of a world, with the sids that an account has exactly one of. */
export interface Account {
  readonly sid: string
  readonly authToken: string
  readonly workspaceSid: string
  readonly flexInstanceSid: string
  readonly conversationServiceSid: string
}

export function createAccount(random: Random): Account {
  return {
    sid: newSid(random, 'AC'),
    // Twilio's auth tokens are 32 hexadecimal digits; a sid without its prefix is just that.
    authToken: newSid(random, 'AC').slice(2),
    workspaceSid: newSid(random, 'WS'),
    flexInstanceSid: newSid(random, 'GO'),
    conversationServiceSid: newSid(random, 'IS'),
  }
}

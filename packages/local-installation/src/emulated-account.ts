import type { ContactCenter } from '@conversation-transfer/twilio-emulator'
import { createUnhurriedClient } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'

/** An account and where the emulator answers for it; a running emulator is one. */
export interface EmulatedAccount {
  readonly contactCenter: ContactCenter
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
}

/** The official SDK, with the account's credentials. */
export function accountClient({ contactCenter: { accountSid, authToken }, url }: EmulatedAccount): Twilio {
  return createUnhurriedClient({ accountSid, authToken, baseUrl: url })
}

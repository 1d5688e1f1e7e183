import { invalidConversation } from './conversation-errors.ts'
import type { MessagingBinding, MessagingBindingType } from './state.ts'

const PHONE = /^\+[1-9]\d{1,14}$/

/** The two addresses of a participant who writes from outside. Throws 50407 to 50414 for what is not such a pair (CV-8). */
export function readBinding(address: string, proxyAddress: string): MessagingBinding {
  if (address === '') throw invalidConversation(50411, 'Participant address is empty')
  if (proxyAddress === '') throw invalidConversation(50412, 'Participant proxy address is empty')
  const type = addressType(address)
  if (type === undefined) throw invalidConversation(50407, `Invalid messaging binding address: ${address}`)
  const proxyType = addressType(proxyAddress)
  if (proxyType === undefined) throw invalidConversation(50408, `Invalid participant proxy address: ${proxyAddress}`)
  if (type !== proxyType) {
    throw invalidConversation(
      50414,
      `Participant address type does not match proxy address type: ${type}, ${proxyType}`,
    )
  }
  if (address === proxyAddress) throw invalidConversation(50409, 'Participant address equals proxy address')
  return { type, address, proxyAddress }
}

/** What channel an address is of, by its form: `+1...`, `whatsapp:+1...`, `messenger:...`, `a@b` (CV-8). */
function addressType(address: string): MessagingBindingType | undefined {
  if (PHONE.test(address)) return 'sms'
  if (address.startsWith('whatsapp:')) return PHONE.test(address.slice('whatsapp:'.length)) ? 'whatsapp' : undefined
  if (address.startsWith('messenger:')) return 'messenger'
  return address.includes('@') ? 'email' : undefined
}

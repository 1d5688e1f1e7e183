/** The numbers of the two customers who text; no number of theirs is anybody's. */
export const SMS_ADDRESS = '+15550001234'
export const WHATSAPP_ADDRESS = 'whatsapp:+15550005678'

export const PHONE_ADDRESSES = [SMS_ADDRESS, WHATSAPP_ADDRESS] as const

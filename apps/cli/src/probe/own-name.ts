const PREFIX = 'conversation-transfer-probe-'

/** A probe's eight digits belong to the name: a queue that somebody has called "conversation-transfer-probe" is not ours. */
const OWN_NAME = new RegExp(`^${PREFIX}[0-9a-f]{8}-`)

const DIGITS = 8

/** What the names of all that one probe makes begin with, and those of nothing else. */
export function probeName(chance: number): string {
  const number = Math.floor(chance * 16 ** DIGITS)
  return `${PREFIX}${number.toString(16).padStart(DIGITS, '0')}-`
}

export function isOwnName(name: string | null): boolean {
  return OWN_NAME.test(name ?? '')
}

/**
 * Who the customer is in every conversation of every probe. Twilio keeps a user for each identity that it has once seen,
 * so there is one for all.
 */
export const CUSTOMER_IDENTITY = 'conversation-transfer-probe-customer'

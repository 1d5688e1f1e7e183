/**
 * How many calls a second an account makes at most, all processes together. Twilio documents few of its limits and answers 429
 * beyond all of them: what is documented stands here with its source, the rest is assumed on the careful side, and
 * lowered by each 429.
 */
export interface TwilioLimits {
  /** Calls a second, by the host's product. */
  readonly perSecond: Readonly<Record<TwilioProduct, number>>
  /** Tasks listed by an expression over their attributes: three a second for a whole account (documented, TR-30). */
  readonly expressionsPerSecond: number
}

export type TwilioProduct = 'taskrouter' | 'flex-api' | 'conversations' | 'sync' | 'iam' | 'other'

export const DEFAULT_LIMITS: TwilioLimits = {
  perSecond: {
    // Documented as a limit per account whose figure only the Console shows (https://www.twilio.com/docs/taskrouter/limits).
    taskrouter: 60,
    // Assumed: the Interactions API is the narrowest of them.
    'flex-api': 20,
    // Documented: 30 changes a second, reads beyond (https://www.twilio.com/docs/conversations/conversations-limits).
    conversations: 30,
    sync: 20,
    iam: 20,
    other: 20,
  },
  expressionsPerSecond: 3,
}

export function productOf(uri: string): TwilioProduct {
  const [product] = new URL(uri).hostname.split('.')
  return isProduct(product) ? product : 'other'
}

function isProduct(name: string | undefined): name is TwilioProduct {
  return name !== undefined && name in DEFAULT_LIMITS.perSecond
}

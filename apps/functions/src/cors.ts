import { header, type TwilioContext, type TwilioEvent, type TwilioResponse } from './twilio-runtime.ts'
import type { VARIABLES } from './variables.ts'

/** Where Twilio hosts the Flex UI. */
const TWILIO_HOSTED_FLEX = 'https://flex.twilio.com'

const ORIGINS: keyof typeof VARIABLES = 'TWILIO_FLEX_ORIGINS'

/** Browsers ask again after this time whether they may call. */
const PREFLIGHT_LIFETIME_SECONDS = 3_600

/** Whether this is a browser asking whether it may call, before it calls. */
export function isPreflight(event: TwilioEvent): boolean {
  return header(event, 'access-control-request-method') !== undefined
}

/**
 * Lets the Flex UI read the response: the one that Twilio hosts, or those whose origins stand in TWILIO_FLEX_ORIGINS.
 * The requests carry a Flex token and no cookies, so this protects nothing but the answers from other pages' curiosity.
 */
export function allowFlex(response: TwilioResponse, context: TwilioContext, event: TwilioEvent): void {
  const origin = header(event, 'origin')
  response.appendHeader('Vary', 'Origin')
  if (origin === undefined || !allowedOrigins(context).has(origin)) return
  response.appendHeader('Access-Control-Allow-Origin', origin)
  response.appendHeader('Access-Control-Allow-Methods', 'POST')
  response.appendHeader('Access-Control-Allow-Headers', 'Content-Type')
  response.appendHeader('Access-Control-Expose-Headers', 'Server-Timing')
  response.appendHeader('Access-Control-Max-Age', String(PREFLIGHT_LIFETIME_SECONDS))
}

function allowedOrigins(context: TwilioContext): ReadonlySet<string> {
  const configured = context[ORIGINS]
  if (typeof configured !== 'string' || configured.trim() === '') return new Set([TWILIO_HOSTED_FLEX])
  return new Set(configured.split(',').map((origin) => origin.trim().replace(/\/$/, '')))
}

import { ok, type RestAnswer } from '../../transports/rest/message.ts'
import type { Route } from '../../transports/rest/route.ts'

const base = { method: 'GET', mark: 'observed', fact: 'FU-6', access: 'anyone' } as const

/**
 * Pictures, sounds and lists from Twilio's servers of static files. None of them is Twilio's own here: the lists are
 * empty, the fonts are the browser's, and nothing sounds (FU-6).
 */
export const assetRoutes: readonly Route[] = [
  { ...base, host: 'assets.flex.twilio.com', path: '/assets/countries.json', handle: () => ok([]) },
  { ...base, host: 'assets.flex.twilio.com', path: '/assets/flagPositions.json', handle: () => ok({}) },
  { ...base, host: 'assets.twilio.com', path: '/public_assets/paste-fonts/:version/fonts.css', handle: noStyles },
  { ...base, host: 'assets.flex.twilio.com', path: '/assets/fonts/:family/:file', handle: noStyles },
  { ...base, host: 'media.twiliocdn.com', path: '/sdk/js/client/sounds/releases/:version/:file', handle: silence },
]

function silence(): RestAnswer {
  return { status: 200, body: '', headers: { 'Content-Type': 'audio/mpeg' } }
}

function noStyles(): RestAnswer {
  return { status: 200, body: '', headers: { 'Content-Type': 'text/css; charset=utf-8' } }
}

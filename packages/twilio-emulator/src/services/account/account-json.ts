import type { World } from '../../world/world.ts'

const BASE = '/2010-04-01/Accounts'

/** Before every contact center: an account is older than what is in it. */
const MADE_AT = new Date(Date.UTC(2020, 0, 1)).toUTCString().replace('GMT', '+0000')

export function accountJson({ account: { sid, authToken } }: World): object {
  return {
    sid,
    owner_account_sid: sid,
    auth_token: authToken,
    friendly_name: 'Emulated account',
    status: 'active',
    type: 'Full',
    date_created: MADE_AT,
    date_updated: MADE_AT,
    uri: `${BASE}/${sid}.json`,
    subresource_uris: { incoming_phone_numbers: `${BASE}/${sid}/IncomingPhoneNumbers.json` },
  }
}

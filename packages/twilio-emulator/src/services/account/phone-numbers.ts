import type { RestRequest } from '../../transports/rest/message.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { Address } from '../conversations/state.ts'

const PAGE_SIZE = { byDefault: 50, most: 1000 }

/** One page of the account's numbers, in the form of the older API (AC-2). */
export function phoneNumberPage({ url }: RestRequest, world: World): object {
  const asked = url.searchParams.get('PhoneNumber')
  const rows = world.conversations.addresses
    .all()
    .filter(({ type, address }) => type === 'sms' && (asked === null || address === asked))
  const page = wholeNumber(url, 'Page', 0)
  const size = Math.min(PAGE_SIZE.most, Math.max(1, wholeNumber(url, 'PageSize', PAGE_SIZE.byDefault)))
  const start = page * size
  const shown = rows.slice(start, start + size)
  const uriOf = (number: number): string => `${url.pathname}?PageSize=${size}&Page=${number}`
  return {
    incoming_phone_numbers: shown.map((address) => phoneNumberJson(world, address)),
    page,
    page_size: size,
    start,
    end: start + Math.max(0, shown.length - 1),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    previous_page_uri: page === 0 ? null : uriOf(page - 1),
    next_page_uri: start + size < rows.length ? uriOf(page + 1) : null,
  }
}

function phoneNumberJson({ account }: World, { sid: addressSid, address, createdAtMs, updatedAtMs }: Address): object {
  // The number has a sid of its own at Twilio; drawn from that of its address, it moves no other.
  const sid = `PN${addressSid.slice(2)}`
  return {
    sid,
    account_sid: account.sid,
    phone_number: address,
    friendly_name: address,
    capabilities: { voice: false, sms: true, mms: true, fax: false },
    sms_url: '',
    sms_method: 'POST',
    voice_url: null,
    status: 'in-use',
    origin: 'twilio',
    beta: false,
    date_created: rfc2822(createdAtMs),
    date_updated: rfc2822(updatedAtMs),
    uri: `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers/${sid}.json`,
  }
}

function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000')
}

function wholeNumber(url: URL, name: string, byDefault: number): number {
  const value = url.searchParams.get(name)
  if (value === null) return byDefault
  if (!/^\d{1,9}$/.test(value)) throw invalidParameter(`${name} must be a whole number, not '${value}'`)
  return Number(value)
}

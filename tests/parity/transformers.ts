/**
 * What differs from run to run is no behaviour. Each transformer takes one such thing out of the answers, and says by
 * its name what was there, so that two answers can be laid side by side.
 */
interface Transformer {
  readonly name: string
  /** `key` is the name under which the value stands; empty in lists. Returns the value itself if it has no say. */
  readonly transform: (value: unknown, key: string) => unknown
}

/** What is not the same for every subject, and no answer of its own. */
interface Circumstances {
  /** What the behaviour took for a time-out that is over soon. */
  readonly shortSeconds: number
}

const SID = /\b[A-Z]{2}[0-9a-f]{32}\b/g
const OWN_NAME = /\bparity([-_])[0-9a-f]{8}/g
const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const EPOCH_SECONDS_MIN = 1_000_000_000
const DATE_KEY = /^date_|_date(?:_ms)?$|timestamp/
const AGE_KEY = /^age(?:_in_queue)?$/
const PHONE_NUMBER = /\+\d{8,15}\b/g
const TIMEOUT_KEY = /^(?:timeout|task_reservation_timeout)$/
const JSON_TEXT_KEY = /^(?:attributes|configuration)$/
const PAGE_TOKEN = /PageToken=[^&]+/

/** Transformers that share the numbering of sids: one set for one subject's whole run of a behaviour. */
function createTransformers({ shortSeconds }: Circumstances): readonly Transformer[] {
  const sids = new Map<string, string>()
  return [
    { name: 'ages', transform: (value, key) => (AGE_KEY.test(key) && typeof value === 'number' ? '<age>' : value) },
    { name: 'dates', transform: date },
    {
      name: 'JSON texts',
      transform: (value, key) => (JSON_TEXT_KEY.test(key) && typeof value === 'string' ? parsed(value) : value),
    },
    { name: 'names', transform: (value) => inText(value, (text) => text.replace(OWN_NAME, 'parity$1run')) },
    { name: 'phone numbers', transform: (value) => inText(value, (text) => text.replace(PHONE_NUMBER, '<number>')) },
    { name: 'sids', transform: (value) => inText(value, (text) => text.replace(SID, (sid) => numbered(sids, sid))) },
    {
      name: 'short time-outs',
      transform: (value, key) => (TIMEOUT_KEY.test(key) && value === shortSeconds ? '<short>' : value),
    },
    {
      name: 'page tokens',
      transform: (value) => inText(value, (text) => text.replace(PAGE_TOKEN, 'PageToken=<token>')),
    },
  ]
}

/** The value with everything that differs from run to run replaced by what it is. */
export function normalise(value: unknown, circumstances: Circumstances): unknown {
  const transformers = createTransformers(circumstances)
  return walk(value, '', (leaf, key) => transformers.reduce((before, { transform }) => transform(before, key), leaf))
}

function walk(value: unknown, key: string, transform: Transformer['transform']): unknown {
  const changed = transform(value, key)
  if (Array.isArray(changed)) return changed.map((item) => walk(item, '', transform))
  if (typeof changed !== 'object' || changed === null) return changed
  return Object.fromEntries(Object.entries(changed).map(([name, item]) => [name, walk(item, name, transform)]))
}

function inText(value: unknown, replace: (text: string) => string): unknown {
  return typeof value === 'string' ? replace(value) : value
}

/** `<WT 1>` is the first task that was named, in every place where it is named. */
function numbered(sids: Map<string, string>, sid: string): string {
  const prefix = sid.slice(0, 2)
  const number = [...sids.keys()].filter((known) => known.startsWith(prefix)).length + 1
  const name = sids.get(sid) ?? `<${prefix} ${number}>`
  sids.set(sid, name)
  return name
}

function date(value: unknown, key: string): unknown {
  if (typeof value === 'string' && ISO_DATE.test(value)) return '<date>'
  if (typeof value === 'number' && DATE_KEY.test(key) && value > EPOCH_SECONDS_MIN) return '<epoch seconds>'
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

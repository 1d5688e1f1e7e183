import type { RestRequest } from '../../transports/rest/message.ts'
import { isObject, wholeNumber } from '../../transports/rest/parameters.ts'
import { dataTooLarge, invalidSync, revisionMismatch, type RevisionMismatch } from './sync-errors.ts'
import type { SyncRow } from './state.ts'

const DATA_BYTES_MAX = 16_384
const NAME_CHARACTERS_MAX = 320
const TTL_SECONDS_MAX = 31_536_000

/** Says which kind of object has data that are no JSON object: a document, a list's item, a map's item. */
export type InvalidData = 54101 | 54156 | 54206

/** The JSON text of `Data`; undefined if it is absent. `code` is for what is not a JSON object (SY-3). */
export function dataParameter({ form }: RestRequest, code: InvalidData): string | undefined {
  const text = form.get('Data')
  return text === null ? undefined : checkedData(text, code)
}

/** The text, if it is that of a JSON object and not too long (SY-3). */
export function checkedData(text: string, code: InvalidData): string {
  const bytes = Buffer.byteLength(text)
  if (bytes > DATA_BYTES_MAX) throw dataTooLarge(bytes, DATA_BYTES_MAX)
  if (!isObject(parse(text))) throw invalidSync(code, 'Data must be a JSON object')
  return text
}

/** Seconds to live: 0 is for ever, undefined leaves what is. The first of `names` that is there counts (SY-4). */
export function ttlParameter({ form }: RestRequest, names: readonly string[]): number | undefined {
  const name = names.find((candidate) => form.has(candidate))
  if (name === undefined) return undefined
  const value = form.get(name) ?? ''
  const seconds = /^\d{1,9}$/.test(value) ? wholeNumber(form, name) : undefined
  if (seconds === undefined || seconds > TTL_SECONDS_MAX) {
    throw invalidSync(54011, `${name} must be a whole number of seconds from 0 to ${TTL_SECONDS_MAX}, not '${value}'`)
  }
  return seconds
}

/** Undefined if it is absent (SY-1). */
export function uniqueNameParameter({ form }: RestRequest): string | undefined {
  const name = form.get('UniqueName')
  if (name === null) return undefined
  if (name === '' || name.length > NAME_CHARACTERS_MAX) {
    throw invalidSync(54302, `Invalid unique name: it must have from 1 to ${NAME_CHARACTERS_MAX} characters`)
  }
  return name
}

export function keyParameter({ form }: RestRequest): string {
  const key = form.get('Key')
  if (key === null || key === '' || key.length > NAME_CHARACTERS_MAX) {
    throw invalidSync(54209, `Invalid Map Item key: it must have from 1 to ${NAME_CHARACTERS_MAX} characters`)
  }
  return key
}

/** Throws 412 if the request is for another revision than the current one, and 54003 if it names none (SY-2). */
export function checkRevision(
  { ifMatch }: Pick<RestRequest, 'ifMatch'>,
  { revision }: SyncRow,
  code: RevisionMismatch,
): void {
  if (ifMatch === undefined || ifMatch === '*') return
  const asked = ifMatch.replace(/^W\//, '').replaceAll('"', '')
  if (asked === '') throw invalidSync(54003, 'Invalid If-Match header')
  if (asked !== String(revision)) throw revisionMismatch(code, revision)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

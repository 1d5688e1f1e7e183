/** Where the account and the emulator did not do the same. */
export interface Difference {
  /** Such as `[2].body.priority`. */
  readonly at: string
  readonly account: unknown
  readonly emulator: unknown
}

/** What stands for something that is not there at all, which is not the same as null. */
const ABSENT = '(absent)'

export function differencesBetween(account: unknown, emulator: unknown, at = ''): Difference[] {
  if (Array.isArray(account) && Array.isArray(emulator)) return inLists(account, emulator, at)
  if (isObject(account) && isObject(emulator)) return inObjects(account, emulator, at)
  return Object.is(account, emulator) ? [] : [{ at, account, emulator }]
}

function inLists(account: readonly unknown[], emulator: readonly unknown[], at: string): Difference[] {
  const length = Math.max(account.length, emulator.length)
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    differencesBetween(entry(account, index), entry(emulator, index), `${at}[${index}]`),
  )
}

function entry(list: readonly unknown[], index: number): unknown {
  return index < list.length ? list[index] : ABSENT
}

type JsonObject = Readonly<Record<string, unknown>>

function inObjects(account: JsonObject, emulator: JsonObject, at: string): Difference[] {
  const names = new Set([...Object.keys(account), ...Object.keys(emulator)])
  return [...names].flatMap((name) => differencesBetween(field(account, name), field(emulator, name), `${at}.${name}`))
}

function field(object: JsonObject, name: string): unknown {
  return name in object ? object[name] : ABSENT
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

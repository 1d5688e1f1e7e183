import { createRandom } from '@conversation-transfer/twilio-emulator'

/** Chance from a seed, in the forms that fuzzing needs. The same seed throws the same dice. */
export interface Dice {
  /** A whole number from 0 to `max`. */
  upTo(max: number): number
  /** True once in `times`, on average. */
  onceIn(times: number): boolean
  oneOf<Value>(values: readonly [Value, ...Value[]]): Value
  /** What nobody would send: control characters, other scripts, keys of prototypes, and very long texts. */
  garbage(): string
}

const ODD_TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '{"__proto__": {"polluted": true}}',
  '{"constructor": {"prototype": {"polluted": true}}}',
  '{"a": ',
  '"',
  "'",
  '%',
  '%00',
  '../..',
  '\u0000',
  '\uD800',
  'ünïcödé 漢字 🙂',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(5_000),
  '('.repeat(300),
] as const

export function createDice(seed: number): Dice {
  const random = createRandom(seed)
  const upTo = (max: number): number => random.integer(0, max)
  const oneOf = <Value>(values: readonly [Value, ...Value[]]): Value => values[upTo(values.length - 1)] ?? values[0]
  const garbage = (): string => {
    if (upTo(1) === 0) return oneOf(ODD_TEXTS)
    return String.fromCharCode(...Array.from({ length: 1 + upTo(20) }, () => upTo(0x2ff)))
  }
  return { upTo, onceIn: (times) => upTo(times - 1) === 0, oneOf, garbage }
}

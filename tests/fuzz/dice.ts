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
  /** JSON that is valid, and still nothing that anybody would send: nested by the thousand, or huge. */
  hostileJson(): string
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

/** Deep enough that what goes through it level by level runs out of stack; each fits the smallest of Twilio's limits. */
const HOSTILE_JSON = [
  `{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
  `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`,
  `${'{"properties":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{"a":"${'x'.repeat(100_000)}"}`,
  `{"a":[${'1,'.repeat(20_000)}1]}`,
  '{"__proto__":{"status":"closed"},"constructor":{"prototype":null},"toJSON":1}',
  '{"a":1e999,"b":-0,"c":"\\ud800"}',
  '{"properties":{"workspace_sid":null,"attributes":[]}}',
  '{"task_routing":{"filters":[{"expression":"1==1","targets":[]}],"default_filter":null}}',
] as const

export function createDice(seed: number): Dice {
  const random = createRandom(seed)
  const upTo = (max: number): number => random.integer(0, max)
  const oneOf = <Value>(values: readonly [Value, ...Value[]]): Value => values[upTo(values.length - 1)] ?? values[0]
  const garbage = (): string => {
    if (upTo(1) === 0) return oneOf(ODD_TEXTS)
    return String.fromCharCode(...Array.from({ length: 1 + upTo(20) }, () => upTo(0x2ff)))
  }
  return { upTo, onceIn: (times) => upTo(times - 1) === 0, oneOf, garbage, hostileJson: () => oneOf(HOSTILE_JSON) }
}

import { PARAMETER_NAMES, VALUES } from './parameters.ts'
import type { Play } from './play.ts'
import { RECIPES } from './recipes.ts'

/** Mostly fields that the call takes, one time in four with one of them spoilt; else fields of any call. */
export function anyForm(play: Play, path: string): URLSearchParams {
  const { dice } = play
  const form = new URLSearchParams()
  if (!dice.onceIn(4)) {
    for (const [name, value] of Object.entries(anyRecipe(play, path))) form.append(name, filledIn(play, value))
    if (form.size > 0 && !dice.onceIn(4)) return form
  }
  const more = 1 + dice.upTo(3)
  for (let index = 0; index < more; index++) {
    const known = [...form.keys()]
    // A field that the call takes is spoilt as often as one is added that it may not know.
    const name = known.length > 0 && dice.onceIn(2) ? known[dice.upTo(known.length - 1)] : undefined
    if (dice.onceIn(6)) form.append(name ?? dice.oneOf(PARAMETER_NAMES), anyValue(play))
    else form.set(name ?? dice.oneOf(PARAMETER_NAMES), anyValue(play))
  }
  return form
}

/** JSON, mostly: fields that the call takes under the names that JSON has for them, or of any call. */
export function anyBody(play: Play, path: string): string {
  const { dice } = play
  if (dice.onceIn(5)) return dice.garbage()
  const fields: [string, unknown][] = Object.entries(anyRecipe(play, path)).map(([name, value]) => {
    return [snakeCase(name), parsedMaybe(filledIn(play, value))]
  })
  if (dice.onceIn(3)) fields.push([dice.oneOf(PARAMETER_NAMES), anyJson(play, 3)])
  if (dice.onceIn(3)) fields.push([dice.oneOf(JSON_NAMES), anyJson(play, 3)])
  if (dice.onceIn(6)) fields.push(['type', dice.oneOf(['cold', 'warm', 'external'])], ['from', anySid(play)])
  if (dice.onceIn(6)) fields.push(['to', anySid(play)], ['closeChannelIfLastParticipant', true])
  return JSON.stringify(Object.fromEntries(fields))
}

const JSON_NAMES = [
  'action',
  'status',
  'routing',
  'channel',
  'type',
  'media_properties',
  'token',
  'from',
  'to',
] as const

export function anySid({ dice, sids }: Play): string {
  const all = [...sids.values()].flat()
  return all[dice.upTo(all.length - 1)] ?? `WT${'0'.repeat(32)}`
}

export function anyValue(play: Play): string {
  const { dice } = play
  switch (dice.upTo(4)) {
    case 0:
      return anySid(play)
    case 1:
      return dice.garbage()
    case 2:
      return dice.onceIn(2) ? JSON.stringify(anyJson(play, 4)) : dice.hostileJson()
    default:
      return filledIn(play, dice.oneOf(VALUES))
  }
}

function anyRecipe({ dice }: Play, path: string): Readonly<Record<string, string>> {
  const word = path.split('/').findLast((part) => RECIPES[part] !== undefined) ?? ''
  const [first, ...others] = RECIPES[word] ?? []
  return first === undefined ? {} : dice.oneOf([first, ...others])
}

function anyJson(play: Play, depth: number): unknown {
  const { dice } = play
  switch (dice.upTo(depth === 0 ? 4 : 6)) {
    case 0:
      return dice.oneOf([null, true, false])
    case 1:
      return dice.oneOf([0, -1, 1.5, 1e300, 2 ** 53, -0])
    case 2:
      return dice.garbage()
    case 3:
      return anySid(play)
    case 4:
      return filledIn(play, dice.oneOf(VALUES))
    case 5:
      return Array.from({ length: dice.upTo(3) }, () => anyJson(play, depth - 1))
    default:
      return Object.fromEntries(
        Array.from({ length: dice.upTo(3) }, () => [dice.oneOf(KEYS), anyJson(play, depth - 1)]),
      )
  }
}

/** Names that answers are read by, and those that every object has. */
const KEYS = [
  'properties',
  'status',
  'reservation',
  'sid',
  'type',
  'participants',
  'task_routing',
  'filters',
  'targets',
  'queue',
  'expression',
  'attributes',
  'customers',
  'conversations',
  'identity',
  'address',
  'proxy_address',
  'messaging_binding',
  '__proto__',
  'constructor',
  'toJSON',
] as const

/** The value with a sid that has been seen in the place of each `WT?`. */
function filledIn({ dice, sids }: Play, value: string): string {
  return value.replaceAll(/\b([A-Z]{2,5})\?/g, (_match, prefix: string) => {
    const known = sids.get(prefix) ?? []
    return known[dice.upTo(Math.max(0, known.length - 1))] ?? prefix
  })
}

function parsedMaybe(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text
}

function snakeCase(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
}

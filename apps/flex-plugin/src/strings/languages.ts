import { REFUSALS } from '@conversation-transfer/transfer'
import { enUs } from './en-us.ts'
import type { Language } from './strings.ts'

/** The server's own sentences. */
const refusals = Object.fromEntries(Object.entries(REFUSALS).map(([code, { sentence }]) => [code, sentence]))

const english: Language = { texts: enUs, refusals: refusals as Language['refusals'] }

/** By the tags of Flex's languages. */
export const LANGUAGES: Readonly<Record<string, Language>> = { 'en-US': english }

/** The language itself, else another of the same tongue, else English. */
export function languageFor(tag: string): Language {
  const tongue = tag.split('-')[0] ?? ''
  const related = Object.entries(LANGUAGES).find(([other]) => other.split('-')[0] === tongue)
  return LANGUAGES[tag] ?? related?.[1] ?? english
}

import { REFUSALS } from '@conversation-transfer/transfer'
import { deDe } from './de-de.ts'
import { enUs } from './en-us.ts'
import { esEs } from './es-es.ts'
import { esMx } from './es-mx.ts'
import { frFr } from './fr-fr.ts'
import { jaJp } from './ja-jp.ts'
import { ptBr } from './pt-br.ts'
import type { Language } from './strings.ts'
import { th } from './th.ts'
import { zhHans } from './zh-hans.ts'

/** The server's own sentences. */
const refusals = Object.fromEntries(Object.entries(REFUSALS).map(([code, { sentence }]) => [code, sentence]))

const english: Language = { texts: enUs, refusals: refusals as Language['refusals'] }

/**
 * By the tags of Flex's languages. The first of a tongue stands in for those of it that are not here: Mexico's Spanish
 * is nearer to that of most countries than Spain's.
 */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  'en-US': english,
  'es-MX': esMx,
  'es-ES': esEs,
  'pt-BR': ptBr,
  'fr-FR': frFr,
  'de-DE': deDe,
  'ja-JP': jaJp,
  th,
  'zh-Hans': zhHans,
}

/** The language itself, else another of the same tongue, else English. Case means nothing in a tag. */
export function languageFor(tag: string): Language {
  const known = Object.entries(LANGUAGES)
  const exact = known.find(([other]) => other.toLowerCase() === tag.toLowerCase())
  const related = known.find(([other]) => tongueOf(other) === tongueOf(tag))
  return (exact ?? related)?.[1] ?? english
}

function tongueOf(tag: string): string {
  return (tag.split('-')[0] ?? '').toLowerCase()
}

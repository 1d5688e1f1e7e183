import { REFUSALS } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import { enUs } from './en-us.ts'
import { languageFor, LANGUAGES } from './languages.ts'
import type { Language } from './strings.ts'

const ENGLISH = 'en-US'

/** Words that are the same there. */
const SAME_AS_ENGLISH = [
  'de-DE ParticipantsAgent',
  'de-DE ParticipantsSupervisor',
  'es-ES ParticipantsSupervisor',
  'es-MX ParticipantsSupervisor',
  'fr-FR DirectoryAgents',
  'fr-FR ParticipantsAgent',
  'pt-BR ParticipantsSupervisor',
]

/** What is not translated: an administrator has to find it again as it is called. */
const NAMES =
  /\b(?:Conversation Transfer|Functions|Flex|SMS|WhatsApp|transferId|service_url|serverless_functions_domain)\b/g

const english = entriesOf(LANGUAGES[ENGLISH])
const others = Object.keys(LANGUAGES).filter((tag) => tag !== ENGLISH)

test('every language of Flex is here', () => {
  expect(Object.keys(LANGUAGES).sort()).toEqual(
    ['de-DE', 'en-US', 'es-ES', 'es-MX', 'fr-FR', 'ja-JP', 'pt-BR', 'th', 'zh-Hans'].sort(),
  )
})

describe.each(Object.keys(LANGUAGES))('%s', (tag) => {
  const language = entriesOf(LANGUAGES[tag])

  test('has every text and every refusal, and no other', () => {
    expect(Object.keys(LANGUAGES[tag]?.texts ?? {}).sort()).toEqual(Object.keys(enUs).sort())
    expect(Object.keys(LANGUAGES[tag]?.refusals ?? {}).sort()).toEqual(Object.keys(REFUSALS).sort())
  })

  test('leaves no text empty, nor with space around it', () => {
    expect(keysWhere(language, (text) => text === '' || text.trim() !== text)).toEqual([])
  })

  test('fills in what the English text fills in', () => {
    const differing = keysWhere(language, (text, key) => found(text, /\{\{\w+\}\}/g) !== english.get(key)?.placeholders)
    expect(differing).toEqual([])
    expect(keysWhere(language, (text) => /[{}]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')))).toEqual([])
  })

  test('leaves names as they are', () => {
    expect(keysWhere(language, (text, key) => found(text, NAMES) !== english.get(key)?.names)).toEqual([])
  })
})

test('no text has been left in English', () => {
  const same = others.flatMap((tag) =>
    keysWhere(entriesOf(LANGUAGES[tag]), (text, key) => text === english.get(key)?.text).map((key) => `${tag} ${key}`),
  )
  expect(same.sort()).toEqual(SAME_AS_ENGLISH)
})

describe('the language for a tag', () => {
  test.each(Object.keys(LANGUAGES))('%s is itself', (tag) => {
    expect(languageFor(tag)).toBe(LANGUAGES[tag])
    expect(languageFor(tag.toLowerCase())).toBe(LANGUAGES[tag])
  })

  test.each([
    ['en', 'en-US'],
    ['en-GB', 'en-US'],
    ['es', 'es-MX'],
    ['es-AR', 'es-MX'],
    ['es-419', 'es-MX'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['fr-CA', 'fr-FR'],
    ['de-AT', 'de-DE'],
    ['ja', 'ja-JP'],
    ['th-TH', 'th'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-Hant', 'zh-Hans'],
  ])('%s is served by %s', (tag, by) => {
    expect(languageFor(tag)).toBe(LANGUAGES[by])
  })

  test.each(['nl-NL', 'tha', 'e', '', '-', 'constructor'])('%j is not known, and served in English', (tag) => {
    expect(languageFor(tag)).toBe(LANGUAGES[ENGLISH])
  })
})

interface Entry {
  readonly text: string
  readonly placeholders: string
  readonly names: string
}

/** Texts and refusals together: no code of a refusal is also the key of a text. */
function entriesOf(language: Language | undefined): ReadonlyMap<string, Entry> {
  const texts = Object.entries({ ...language?.texts, ...language?.refusals })
  return new Map(
    texts.map(([key, text]) => [key, { text, placeholders: found(text, /\{\{\w+\}\}/g), names: found(text, NAMES) }]),
  )
}

/** What of a text matches, in an order that does not depend on the language's. */
function found(text: string, pattern: RegExp): string {
  return [...text.matchAll(pattern)]
    .map(([match]) => match)
    .sort()
    .join(' ')
}

function keysWhere(
  language: ReadonlyMap<string, Entry>,
  isWrong: (text: string, key: string) => boolean,
): readonly string[] {
  return [...language].filter(([key, { text }]) => isWrong(text, key)).map(([key]) => key)
}

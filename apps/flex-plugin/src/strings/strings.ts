import type { REFUSALS } from '@conversation-transfer/transfer'
import { enUs, type StringKey } from './en-us.ts'

export const STRING_PREFIX = 'ConversationTransfer'

/** The texts of one language: those of the plugin, and the server's refusals by their codes. */
export interface Language {
  readonly texts: Readonly<Record<StringKey, string>>
  readonly refusals: Readonly<Record<keyof typeof REFUSALS, string>>
}

/** How components get at their texts: as Flex holds them now. */
export interface Say {
  /** Fills `{{name}}` in. */
  (key: StringKey, values?: Readonly<Record<string, string | number>>): string
  /** Why the server refused, in the agent's language if it is known there, else as the server says it. */
  refusal(refused: { readonly code: string; readonly message: string }): string
}

/**
 * Gives Flex our texts, in the agent's language; what an administrator has set already stays. `strings` is Flex's own
 * object, from which it compiles its templates.
 */
export function registerStrings(strings: Record<string, string>, language: Language): void {
  for (const [key, text] of Object.entries(language.texts)) strings[`${STRING_PREFIX}${key}`] ??= text
  for (const [code, text] of Object.entries(language.refusals)) strings[refusalKey(code)] ??= text
}

export function sayer(strings: Readonly<Record<string, string>>): Say {
  const say = (key: StringKey, values: Readonly<Record<string, string | number>> = {}): string =>
    (strings[`${STRING_PREFIX}${key}`] ?? enUs[key]).replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) =>
      String(values[name] ?? ''),
    )
  const refusal: Say['refusal'] = ({ code, message }) => strings[refusalKey(code)] ?? message
  return Object.assign(say, { refusal })
}

function refusalKey(code: string): string {
  return `${STRING_PREFIX}Refused_${code}`
}

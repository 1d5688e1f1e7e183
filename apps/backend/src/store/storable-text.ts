/** Postgres keeps no NUL character in a text, and an error of Twilio's may quote one. */
export function storableText(text: string, charactersMax: number): string {
  return text.slice(0, charactersMax).replaceAll('\0', '\uFFFD')
}

/** Of an error or a reason: what fits on a page. */
export const SENTENCE_CHARACTERS_MAX = 2_000

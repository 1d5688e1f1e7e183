/** A stretch of JSON that is shown in one colour. */
export interface JsonToken {
  /** Where it begins. */
  readonly at: number
  readonly kind: 'key' | 'string' | 'literal' | 'rest'
  readonly text: string
}

const TOKEN =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<literal>-?\d[\d.eE+-]*|true|false|null)/g

/** Cuts a JSON text into pieces that, put together, are the text again. */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const { index, 0: found, groups } of text.matchAll(TOKEN)) {
    if (index > end) tokens.push({ at: end, kind: 'rest', text: text.slice(end, index) })
    tokens.push({ at: index, kind: kindOf(groups ?? {}), text: found })
    end = index + found.length
  }
  if (end < text.length) tokens.push({ at: end, kind: 'rest', text: text.slice(end) })
  return tokens
}

function kindOf({ key, string }: Readonly<Record<string, string | undefined>>): JsonToken['kind'] {
  if (key !== undefined) return 'key'
  return string === undefined ? 'literal' : 'string'
}

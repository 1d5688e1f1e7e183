import { createToken, Lexer } from 'chevrotain'
import type { TokenType } from 'chevrotain'

/**
 * The words and signs of the language. Labels are what an error says was expected. Operators and constants may be
 * written in any case: Twilio's pages show `in` and `contains` beside `IN` (observed at
 * https://www.twilio.com/docs/taskrouter/activity-based-routing).
 */

/** Any word at all: after a dot even `in` and `has` are names. */
export const Word: TokenType = createToken({ name: 'Word', pattern: Lexer.NA, label: 'a name' })
export const Comparator: TokenType = createToken({ name: 'Comparator', pattern: Lexer.NA, label: 'an operator' })
export const Numeral: TokenType = createToken({ name: 'Numeral', pattern: Lexer.NA, label: 'a number' })

export const Name = createToken({
  name: 'Name',
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  categories: [Word],
  label: 'a name',
})

export const And = keyword('AND', [Word])
export const Or = keyword('OR', [Word])
export const Not = keyword('NOT', [Word])
export const In = keyword('IN', [Word, Comparator])
export const True = keyword('true', [Word])
export const False = keyword('false', [Word])
// `attribute != null` is found in workflows that are in use, though the page on expressions does not list NULL.
export const Null = keyword('null', [Word])

export const Text = createToken({ name: 'Text', pattern: /'[^']*'|"[^"]*"/, line_breaks: true, label: 'a string' })
const Decimal = createToken({ name: 'Decimal', pattern: /\d+\.\d+/, categories: [Numeral] })
export const Integer = createToken({ name: 'Integer', pattern: /\d+/, categories: [Numeral], label: 'a whole number' })

export const LeftParenthesis = sign('LeftParenthesis', '(')
export const RightParenthesis = sign('RightParenthesis', ')')
export const LeftBracket = sign('LeftBracket', '[')
export const RightBracket = sign('RightBracket', ']')
export const Comma = sign('Comma', ',')
export const Dot = sign('Dot', '.')

/** A quote that nothing closes: it is a token so that the error can point at where the string began. */
export const UnclosedText = createToken({ name: 'UnclosedText', pattern: /["'][\s\S]*/, line_breaks: true })
/** Signs that other languages have and people try here. */
export const ForeignSign = createToken({ name: 'ForeignSign', pattern: /&&|\|\||<>|!|-|[‘’“”]/ })

const Whitespace = createToken({ name: 'Whitespace', pattern: /\s+/, line_breaks: true, group: Lexer.SKIPPED })

/** In the order in which the lexer tries them: the longer sign first. */
export const TOKENS: TokenType[] = [
  Whitespace,
  And,
  Or,
  Not,
  In,
  keyword('CONTAINS', [Word, Comparator]),
  keyword('HAS', [Word, Comparator]),
  True,
  False,
  Null,
  Name,
  Text,
  UnclosedText,
  Decimal,
  Integer,
  // A single `=` is equality too: the example at https://www.twilio.com/docs/taskrouter/order-workers has it.
  ...['==', '=', '!=', '>=', '<='].map((image) => sign(image, image, [Comparator])),
  ForeignSign,
  ...['>', '<'].map((image) => sign(image, image, [Comparator])),
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  Comma,
  Dot,
  Word,
  Comparator,
  Numeral,
]

function keyword(word: string, categories: TokenType[]): TokenType {
  return createToken({ name: word, pattern: new RegExp(word, 'i'), longer_alt: Name, categories, label: word })
}

function sign(name: string, image: string, categories: TokenType[] = []): TokenType {
  return createToken({ name, pattern: image, categories, label: `\`${image}\`` })
}

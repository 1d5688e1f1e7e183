import { createToken, Lexer, type TokenType } from 'chevrotain'

/** The words and signs of the Live Query Language. Labels are what an error says was expected. */
export const Name = createToken({ name: 'Name', pattern: /[A-Za-z_][A-Za-z0-9_-]*/, label: 'a field' })
/** Between its quotes, a backslash takes the next character as it is. */
export const Text = createToken({ name: 'Text', pattern: /"(?:[^"\\]|\\[^])*"/, line_breaks: true, label: 'a "text"' })

export const And = word('And', 'and', '&&')
export const Or = word('Or', 'or', '\\|\\|')
export const Equal = word('Equal', 'eq', '==')
export const NotEqual = word('NotEqual', 'not_eq', '!=')
export const In = word('In', 'in')
export const NotIn = word('NotIn', 'not_in')
export const Contains = word('Contains', 'contains')

export const LeftParenthesis = createToken({ name: 'LeftParenthesis', pattern: '(', label: '`(`' })
export const RightParenthesis = createToken({ name: 'RightParenthesis', pattern: ')', label: '`)`' })
export const LeftBracket = createToken({ name: 'LeftBracket', pattern: '[', label: '`[`' })
export const RightBracket = createToken({ name: 'RightBracket', pattern: ']', label: '`]`' })
export const Comma = createToken({ name: 'Comma', pattern: ',', label: '`,`' })
export const Dot = createToken({ name: 'Dot', pattern: '.', label: '`.`' })

const Whitespace = createToken({ name: 'Whitespace', pattern: /\s+/, line_breaks: true, group: Lexer.SKIPPED })

export const TOKENS: TokenType[] = [
  Whitespace,
  And,
  Or,
  NotEqual,
  NotIn,
  Equal,
  In,
  Contains,
  Name,
  Text,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  Comma,
  Dot,
]

/** What a query may have fewer than thirty of (TS-8). */
export const OPERATORS: ReadonlySet<TokenType> = new Set([And, Or, Equal, NotEqual, In, NotIn, Contains])

/** An operator: a word in any case, and a sign for some. */
function word(name: string, text: string, sign?: string): TokenType {
  const pattern = new RegExp(sign === undefined ? text : `${text}|${sign}`, 'i')
  return createToken({ name, pattern, longer_alt: Name, label: text })
}

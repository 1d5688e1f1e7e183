import { EOF, Lexer, tokenMatcher } from 'chevrotain'
import type { IRecognitionException, IToken } from 'chevrotain'
import type { Path } from './expression.ts'
import { ExpressionError } from './expression-error.ts'
import { ExpressionGrammar } from './expression-grammar.ts'
import { ForeignSign, LeftParenthesis, Numeral, RightParenthesis, TOKENS, UnclosedText } from './tokens.ts'

/** Ours: Twilio names no limit of one expression. A list of a thousand worker sids takes 38,000. */
export const EXPRESSION_LENGTH_CHARACTERS_MAX = 65_536
/** Ours: each level costs the recursive parser some twenty stack frames, of about ten thousand that Node has. */
export const NESTING_DEPTH_MAX = 100
/** How much of an unexpected word an error repeats. */
const FOUND_LENGTH_CHARACTERS_MAX = 40

/** Says what is wrong with a name, in a sentence that also says what to write instead; nothing if it is right. */
export type NameCheck = (path: Path) => string | undefined

// One of each for all texts: chevrotain analyses a grammar when it is built, which takes milliseconds.
const lexer = new Lexer(TOKENS, { positionTracking: 'onlyOffset' })
const grammar = new ExpressionGrammar()

/**
 * Reads the whole text by one rule of the grammar.
 *
 * @throws {ExpressionError} at the first character that cannot be read, or at a name that the check refuses.
 */
export function parseText<Result>(
  text: string,
  rule: (grammar: ExpressionGrammar) => Result,
  checkName: NameCheck,
): Result {
  grammar.input = tokensOf(text)
  const result = rule(grammar)
  const [error] = grammar.errors
  if (error !== undefined) throw unexpected(text, error)

  for (const [path, position] of grammar.pathPositions) {
    const problem = checkName(path)
    if (problem !== undefined) throw new ExpressionError(text, position, problem)
  }
  return result
}

function tokensOf(text: string): IToken[] {
  if (text.length > EXPRESSION_LENGTH_CHARACTERS_MAX) {
    const problem = `The text has ${text.length} characters; at most ${EXPRESSION_LENGTH_CHARACTERS_MAX} are read.`
    throw new ExpressionError(text, EXPRESSION_LENGTH_CHARACTERS_MAX, problem)
  }
  const { tokens, errors } = lexer.tokenize(text)
  const [error] = errors
  if (error !== undefined) {
    const character = String.fromCodePoint(text.codePointAt(error.offset) ?? 0)
    throw new ExpressionError(text, error.offset, `The character ${JSON.stringify(character)} has no meaning here.`)
  }
  checkTokens(text, tokens)
  return tokens
}

/** What the grammar could not explain, or, as with depth, must not be let to find out by itself. */
function checkTokens(text: string, tokens: readonly IToken[]): void {
  let depth = 0
  for (const token of tokens) {
    if (tokenMatcher(token, LeftParenthesis)) depth += 1
    if (tokenMatcher(token, RightParenthesis)) depth -= 1
    const problem = problemOf(token, depth)
    if (problem !== undefined) throw new ExpressionError(text, token.startOffset, problem)
  }
}

function problemOf(token: IToken, depth: number): string | undefined {
  if (depth > NESTING_DEPTH_MAX) return `Parentheses are nested more than ${NESTING_DEPTH_MAX} deep.`
  if (tokenMatcher(token, UnclosedText)) return `The string that begins here has no closing ${token.image.charAt(0)}.`
  if (tokenMatcher(token, ForeignSign)) return FOREIGN_SIGNS[token.image]
  if (tokenMatcher(token, Numeral) && !Number.isFinite(Number(token.image))) return 'The number is too large.'
  return undefined
}

const CURLY_QUOTE = 'Curly quotes do not make a string; write \' or ".'

const FOREIGN_SIGNS: Readonly<Record<string, string>> = {
  '&&': '`&&` is not an operator; write AND.',
  '||': '`||` is not an operator; write OR.',
  '<>': '`<>` is not an operator; write !=.',
  '!': '`!` is not an operator; write the opposite comparison, such as != or NOT IN.',
  '-':
    'TaskRouter does not support hyphens in expressions, neither in names nor before numbers;' +
    ' rename the attribute, for instance with an underscore.',
  '‘': CURLY_QUOTE,
  '’': CURLY_QUOTE,
  '“': CURLY_QUOTE,
  '”': CURLY_QUOTE,
}

function unexpected(text: string, { message, token }: IRecognitionException): ExpressionError {
  if (tokenMatcher(token, EOF)) {
    return new ExpressionError(text, text.length, `Expected ${message}, but the text ends.`)
  }
  const { image } = token
  const found = image.length > FOUND_LENGTH_CHARACTERS_MAX ? `${image.slice(0, FOUND_LENGTH_CHARACTERS_MAX)}…` : image
  return new ExpressionError(text, token.startOffset, `Expected ${message}, but found \`${found}\`.`)
}

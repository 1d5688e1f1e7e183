import { Lexer, type IToken } from 'chevrotain'
import { QueryGrammar } from './query-grammar.ts'
import { QueryError, type Query } from './query.ts'
import {
  Comma,
  LeftBracket,
  LeftParenthesis,
  OPERATORS,
  RightBracket,
  RightParenthesis,
  TOKENS,
} from './query-tokens.ts'

/** A query must have fewer operators, and each of its lists fewer texts, than this (TS-8). */
const OPERATORS_LIMIT = 30
const LIST_LIMIT = 30
const QUERY_CHARACTERS_MAX = 16_384
/** Ours: each level costs the recursive parser some stack. */
const NESTING_DEPTH_MAX = 100

const lexer = new Lexer(TOKENS, { ensureOptimizations: false })
const grammar = new QueryGrammar()

/** The empty text asks for everything. Throws a QueryError for what is no query, or too long a one (TS-8). */
export function parseQuery(text: string): Query {
  if (text.length > QUERY_CHARACTERS_MAX) {
    throw new QueryError(54_507, `Invalid query: it has more than ${QUERY_CHARACTERS_MAX} characters`)
  }
  if (text.trim() === '') return { kind: 'everything' }
  const { tokens, errors } = lexer.tokenize(text)
  const [unknown] = errors
  if (unknown !== undefined) {
    throw invalid(`\`${text.slice(unknown.offset, unknown.offset + 1)}\` means nothing`, unknown.offset)
  }
  refuseTooMuch(tokens)
  grammar.input = tokens
  const query = grammar.query()
  const [error] = grammar.errors
  if (error !== undefined) throw invalid(error.message, offsetOf(error.token, text))
  return query
}

function invalid(message: string, offset: number): QueryError {
  return new QueryError(54_507, `Invalid query: ${message} at position ${offset}`)
}

/** The end of the text has no offset of its own. */
function offsetOf({ startOffset }: IToken, text: string): number {
  return Number.isNaN(startOffset) ? text.length : startOffset
}

function refuseTooMuch(tokens: readonly IToken[]): void {
  const operators = tokens.filter(({ tokenType }) => OPERATORS.has(tokenType)).length
  if (operators >= OPERATORS_LIMIT) {
    throw new QueryError(54_509, `Query expression contains too many operators: ${operators}`)
  }
  refuseDepth(tokens)
  let texts = 0
  for (const { tokenType } of tokens) {
    if (tokenType === LeftBracket) texts = 1
    else if (tokenType === RightBracket) texts = 0
    else if (tokenType === Comma && texts > 0) texts += 1
    if (texts >= LIST_LIMIT) throw new QueryError(54_510, 'Query expression contains an array with too many items')
  }
}

function refuseDepth(tokens: readonly IToken[]): void {
  let depth = 0
  for (const { tokenType, startOffset } of tokens) {
    if (tokenType === LeftParenthesis) depth += 1
    if (tokenType === RightParenthesis) depth -= 1
    if (depth > NESTING_DEPTH_MAX)
      throw invalid(`parentheses are nested more than ${NESTING_DEPTH_MAX} deep`, startOffset)
  }
}

import { EmbeddedActionsParser, tokenLabel, type IParserErrorMessageProvider, type ParserMethod } from 'chevrotain'
import type { FieldPath, Query } from './query.ts'
import {
  And,
  Comma,
  Contains,
  Dot,
  Equal,
  In,
  LeftBracket,
  LeftParenthesis,
  Name,
  NotEqual,
  NotIn,
  Or,
  RightBracket,
  RightParenthesis,
  Text,
  TOKENS,
} from './query-tokens.ts'

/** The grammar: `field operator "value"`, with and, or, and parentheses; `and` binds tighter (TS-8). */
export class QueryGrammar extends EmbeddedActionsParser {
  constructor() {
    super(TOKENS, { maxLookahead: 1, recoveryEnabled: false, errorMessageProvider: WHAT_WAS_EXPECTED })
    this.performSelfAnalysis()
  }

  readonly query: ParserMethod<[], Query> = this.RULE('query', (): Query => {
    const operands: Query[] = []
    this.AT_LEAST_ONE_SEP({ SEP: Or, DEF: () => operands.push(this.SUBRULE(this.conjunction)) })
    return joined('or', operands)
  })

  readonly conjunction: ParserMethod<[], Query> = this.RULE('conjunction', (): Query => {
    const operands: Query[] = []
    this.AT_LEAST_ONE_SEP({ SEP: And, DEF: () => operands.push(this.SUBRULE(this.condition)) })
    return joined('and', operands)
  })

  readonly condition: ParserMethod<[], Query> = this.RULE('condition', (): Query =>
    this.OR([{ ALT: () => this.SUBRULE(this.group) }, { ALT: (): Query => this.SUBRULE(this.comparison) }]),
  )

  readonly group: ParserMethod<[], Query> = this.RULE('group', (): Query => {
    this.CONSUME(LeftParenthesis)
    const query = this.SUBRULE(this.query)
    this.CONSUME(RightParenthesis)
    return query
  })

  readonly comparison: ParserMethod<[], Query> = this.RULE('comparison', (): Query => {
    const field = this.SUBRULE(this.field)
    return this.OR<Query>([
      { ALT: () => (this.CONSUME(Equal), compared(field, 'eq', this.SUBRULE1(this.text), false)) },
      { ALT: () => (this.CONSUME(NotEqual), compared(field, 'eq', this.SUBRULE2(this.text), true)) },
      { ALT: () => (this.CONSUME(Contains), compared(field, 'contains', this.SUBRULE3(this.text), false)) },
      {
        ALT: () => (this.CONSUME(In), { kind: 'membership', field, values: this.SUBRULE1(this.list), negated: false }),
      },
      {
        ALT: () => (
          this.CONSUME(NotIn),
          { kind: 'membership', field, values: this.SUBRULE2(this.list), negated: true }
        ),
      },
    ])
  })

  readonly field: ParserMethod<[], FieldPath> = this.RULE('field', (): FieldPath => {
    const path: string[] = []
    this.AT_LEAST_ONE_SEP({ SEP: Dot, DEF: () => path.push(this.CONSUME(Name).image) })
    return path
  })

  readonly list: ParserMethod<[], readonly string[]> = this.RULE('list', (): readonly string[] => {
    const values: string[] = []
    this.CONSUME(LeftBracket)
    this.MANY_SEP({ SEP: Comma, DEF: () => values.push(this.SUBRULE(this.text)) })
    this.CONSUME(RightBracket)
    return values
  })

  readonly text: ParserMethod<[], string> = this.RULE('text', (): string => {
    return this.CONSUME(Text)
      .image.slice(1, -1)
      .replaceAll(/\\([^])/g, '$1')
  })
}

function joined(kind: 'and' | 'or', operands: readonly Query[]): Query {
  const [only] = operands
  return operands.length === 1 && only !== undefined ? only : { kind, operands }
}

function compared(field: FieldPath, operator: 'eq' | 'contains', value: string, negated: boolean): Query {
  return { kind: 'comparison', field, operator, value, negated }
}

const WHAT_WAS_EXPECTED: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) => expectation(tokenLabel(expected), actual.image),
  buildNotAllInputParsedMessage: ({ firstRedundant }) => expectation('the end', firstRedundant.image),
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual }) =>
    expectation(labelsOf(expectedPathsPerAlt), actual[0]?.image),
  buildEarlyExitMessage: ({ expectedIterationPaths, actual }) => {
    return expectation(labelsOf([expectedIterationPaths]), actual[0]?.image)
  },
}

type TokenPaths = Parameters<IParserErrorMessageProvider['buildNoViableAltMessage']>[0]['expectedPathsPerAlt']

function labelsOf(paths: TokenPaths): string {
  const labels = paths.flat().flatMap((path) => path.slice(0, 1).map(tokenLabel))
  return [...new Set(labels)].join(' or ')
}

function expectation(expected: string, found: string | undefined): string {
  return `expected ${expected}, but found ${found === undefined || found === '' ? 'the end' : `\`${found}\``}`
}

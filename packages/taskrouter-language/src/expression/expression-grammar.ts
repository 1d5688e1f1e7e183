import { EmbeddedActionsParser, tokenLabel } from 'chevrotain'
import type { IParserErrorMessageProvider, IToken, ParserMethod } from 'chevrotain'
import type { ComparisonOperator, Expression, Operand, Path, Scalar } from './expression.ts'
import {
  And,
  Comma,
  Comparator,
  Dot,
  False,
  In,
  Integer,
  LeftBracket,
  LeftParenthesis,
  Name,
  Not,
  Null,
  Numeral,
  Or,
  RightBracket,
  RightParenthesis,
  Text,
  TOKENS,
  True,
  Word,
} from './tokens.ts'

/** One clause of `worker.level DESC, worker.age ASC`; the direction is a bare word, checked by whoever reads it. */
export interface OrderingClause {
  readonly path: Path
  readonly direction: IToken
}

/**
 * The grammar. AND binds tighter than OR, as in SQL, which the language is said to be like (assumed: Twilio's page shows
 * both only with parentheses). Set `input` to the tokens, call a rule, read `errors`.
 */
export class ExpressionGrammar extends EmbeddedActionsParser {
  /** Where each path of the last input begins, for errors about names. */
  readonly pathPositions = new Map<Path, number>()

  constructor() {
    super(TOKENS, { maxLookahead: 1, recoveryEnabled: false, errorMessageProvider: WHAT_WAS_EXPECTED })
    this.performSelfAnalysis()
  }

  override reset(): void {
    super.reset()
    this.pathPositions.clear()
  }

  readonly expression: ParserMethod<[], Expression> = this.RULE('expression', (): Expression => {
    const operands: Expression[] = []
    this.AT_LEAST_ONE_SEP({ SEP: Or, DEF: () => operands.push(this.SUBRULE(this.conjunction)) })
    return joined('or', operands)
  })

  readonly conjunction: ParserMethod<[], Expression> = this.RULE('conjunction', (): Expression => {
    const operands: Expression[] = []
    this.AT_LEAST_ONE_SEP({ SEP: And, DEF: () => operands.push(this.SUBRULE(this.condition)) })
    return joined('and', operands)
  })

  readonly condition: ParserMethod<[], Expression> = this.RULE('condition', (): Expression =>
    this.OR([{ ALT: () => this.SUBRULE(this.group) }, { ALT: (): Expression => this.SUBRULE(this.comparison) }]),
  )

  readonly group: ParserMethod<[], Expression> = this.RULE('group', (): Expression => {
    this.CONSUME(LeftParenthesis)
    const expression = this.SUBRULE(this.expression)
    this.CONSUME(RightParenthesis)
    return expression
  })

  readonly comparison: ParserMethod<[], Expression> = this.RULE('comparison', (): Expression => {
    const left = this.SUBRULE1(this.operand)
    const operator = this.SUBRULE(this.operator)
    const right = this.SUBRULE2(this.operand)
    return { kind: 'comparison', operator, left, right }
  })

  readonly operator: ParserMethod<[], ComparisonOperator> = this.RULE('operator', (): ComparisonOperator =>
    this.OR<ComparisonOperator>([
      { ALT: () => comparisonOperator(this.CONSUME(Comparator)) },
      {
        ALT: () => {
          this.CONSUME(Not)
          this.CONSUME(In)
          return 'NOT IN'
        },
      },
    ]),
  )

  readonly operand: ParserMethod<[], Operand> = this.RULE('operand', (): Operand =>
    this.OR<Operand>([
      { ALT: () => ({ kind: 'path', path: this.SUBRULE(this.path) }) },
      { ALT: () => ({ kind: 'list', values: this.SUBRULE(this.list) }) },
      { ALT: () => ({ kind: 'constant', value: this.SUBRULE(this.constant) }) },
    ]),
  )

  readonly list: ParserMethod<[], readonly Scalar[]> = this.RULE('list', (): readonly Scalar[] => {
    const values: Scalar[] = []
    this.CONSUME(LeftBracket)
    this.MANY_SEP({ SEP: Comma, DEF: () => values.push(this.SUBRULE(this.constant)) })
    this.CONSUME(RightBracket)
    return values
  })

  readonly constant: ParserMethod<[], Scalar> = this.RULE('constant', (): Scalar =>
    this.OR<Scalar>([
      // Between its quotes a string is taken as it is: Twilio documents no way to escape (assumed: there is none).
      { ALT: () => this.CONSUME(Text).image.slice(1, -1) },
      { ALT: () => Number(this.CONSUME(Numeral).image) },
      { ALT: () => (this.CONSUME(True), true) },
      { ALT: () => (this.CONSUME(False), false) },
      { ALT: () => (this.CONSUME(Null), null) },
    ]),
  )

  readonly path: ParserMethod<[], Path> = this.RULE('path', (): Path => {
    const first = this.CONSUME(Name)
    const path: (string | number)[] = [first.image]
    this.MANY(() => path.push(this.SUBRULE(this.pathSegment)))
    this.ACTION(() => this.pathPositions.set(path, first.startOffset))
    return path
  })

  readonly pathSegment: ParserMethod<[], string | number> = this.RULE('pathSegment', (): string | number =>
    this.OR<string | number>([
      {
        ALT: () => {
          this.CONSUME(Dot)
          return this.CONSUME(Word).image
        },
      },
      {
        ALT: () => {
          this.CONSUME(LeftBracket)
          const index = Number(this.CONSUME(Integer).image)
          this.CONSUME(RightBracket)
          return index
        },
      },
    ]),
  )

  /** Not part of an expression: the whole text of an `order_by`. */
  readonly ordering: ParserMethod<[], readonly OrderingClause[]> = this.RULE('ordering', () => {
    const clauses: OrderingClause[] = []
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => clauses.push({ path: this.SUBRULE(this.path), direction: this.CONSUME(Name) }),
    })
    return clauses
  })
}

/** Messages are one noun phrase each: the sentence around it is made where the text is known. */
const WHAT_WAS_EXPECTED: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName }) => EXPECTED_INSIDE[ruleName] ?? tokenLabel(expected),
  buildNotAllInputParsedMessage: ({ ruleName }) => (ruleName === 'expression' ? 'AND, OR or the end' : 'the end'),
  buildNoViableAltMessage: ({ ruleName }) => EXPECTED_FIRST[ruleName] ?? 'a name, a constant, a list or `(`',
  buildEarlyExitMessage: ({ ruleName }) => EXPECTED_FIRST[ruleName] ?? 'a name, a constant, a list or `(`',
}

const EXPECTED_INSIDE: Readonly<Record<string, string>> = {
  list: 'a constant (a list cannot have names in it), a comma or `]`',
  ordering: '`ASC` or `DESC`',
}

const EXPECTED_FIRST: Readonly<Record<string, string>> = {
  operator: 'an operator (==, !=, >, >=, <, <=, CONTAINS, HAS, IN, NOT IN)',
  constant: 'a string in quotes, a number, true, false or null',
  ordering: '`worker.` and the name of an attribute',
}

function joined(kind: 'and' | 'or', operands: readonly Expression[]): Expression {
  const [only, second] = operands
  return only !== undefined && second === undefined ? only : { kind, operands }
}

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  '==': '==',
  '=': '==',
  '!=': '!=',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
  CONTAINS: 'CONTAINS',
  HAS: 'HAS',
  IN: 'IN',
}

function comparisonOperator(token: IToken): ComparisonOperator {
  // The fallback is for the pass in which chevrotain records the grammar with tokens of its own.
  return OPERATORS[token.image.toUpperCase()] ?? '=='
}

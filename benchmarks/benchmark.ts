/** One question about speed, and how it is answered. */
export interface Benchmark {
  readonly name: string
  readonly question: string
  /** `tiny` proves that the benchmark still runs; its figures mean nothing. Answers the rows of a table. */
  readonly run: (size: Size) => Promise<readonly Row[]> | readonly Row[]
  /** Says what is too slow in the rows of a full run, if anything is: the command fails then. */
  readonly tooSlow?: (rows: readonly Row[]) => string | undefined
}

export type Size = 'full' | 'tiny'

/** The cells by the name of their column; all rows of a table have the same columns. */
export type Row = Readonly<Record<string, string | number>>

import type { Row } from './benchmark.ts'

/** The rows as a table of Markdown, with its columns aligned. */
export function renderTable(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const cells = rows.map((row) => columns.map((column) => render(row[column])))
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)))
  const line = (row: readonly string[]): string => {
    return `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  }
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}

function render(cell: Row[string] | undefined): string {
  if (typeof cell !== 'number') return cell ?? ''
  // Three digits are all that a noisy machine can tell.
  return cell >= 100 ? Math.round(cell).toLocaleString('en-US') : cell.toPrecision(3)
}

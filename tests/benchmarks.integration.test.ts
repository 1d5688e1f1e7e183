import { expect, test } from 'vitest'
import { benchmarks } from '../benchmarks/benchmarks.ts'
import { renderTable } from '../benchmarks/render-table.ts'

test.each(benchmarks)('the benchmark $name still runs, and fills its table', async ({ run }) => {
  const rows = await run('tiny')
  expect(rows.length).toBeGreaterThan(0)
  expect(renderTable(rows)).not.toMatch(/NaN|Infinity|undefined/)
})

import { benchmarks } from './benchmarks.ts'
import { describeMachine } from './describe-machine.ts'
import { renderTable } from './render-table.ts'

await main(process.argv.slice(2))

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => benchmarks.every((benchmark) => benchmark.name !== name))
  if (unknown !== undefined) {
    const known = benchmarks.map(({ name, question }) => `  ${name.padEnd(16)} ${question}`)
    process.stderr.write(
      `There is no benchmark '${unknown}'.\n\nUsage: npm run bench [-- name...]\n\n${known.join('\n')}\n`,
    )
    process.exitCode = 2
    return
  }
  print(describeMachine())
  for (const { name, question, run, tooSlow } of benchmarks) {
    if (names.length > 0 && !names.includes(name)) continue
    const rows = await run('full')
    print(`\n${name}: ${question}\n\n${renderTable(rows)}`)
    const complaint = tooSlow?.(rows)
    if (complaint === undefined) continue
    print(`\nToo slow: ${complaint}`)
    process.exitCode = 1
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

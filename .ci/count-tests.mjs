// Prints `Tests: N passed, N failed` from the reports that vitest has written, and fails if there is none.
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../test-results/', import.meta.url)
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
const sum = (key) => reports.reduce((total, report) => total + report[key], 0)
console.log(`Tests: ${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`)
if (sum('numPassedTests') === 0 || sum('numFailedTests') > 0) process.exitCode = 1

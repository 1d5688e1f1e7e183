// Names the tests that failed, or needed a second attempt, in the reports that vitest has written, and prints
// `Tests: N passed, N failed` as the last line. Fails if there is no report, or a test that failed.
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../test-results/', import.meta.url)
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))

for (const file of reports.flatMap((report) => report.testResults)) {
  if (file.message) console.log(`Failed: ${file.name}\n${indented(file.message)}`)
  for (const test of file.assertionResults.filter(({ failureMessages }) => failureMessages.length > 0)) {
    const verdict = test.status === 'passed' ? 'Needed a second attempt' : 'Failed'
    console.log(`${verdict}: ${test.fullName} (${file.name})\n${indented(test.failureMessages[0])}`)
  }
}

const sum = (key) => reports.reduce((total, report) => total + report[key], 0)
console.log(`Tests: ${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`)
if (sum('numPassedTests') === 0 || sum('numFailedTests') > 0) process.exitCode = 1

/** The first lines of a message: what was expected, and where in this project. */
function indented(message) {
  return message
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n')
}

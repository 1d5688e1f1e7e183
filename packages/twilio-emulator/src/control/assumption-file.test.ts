import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readAssumptionFile } from './assumption-file.ts'

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'assumptions-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'assumptions.json')
  writeFileSync(path, text)
  return path
}

function fileOf(assumptions: unknown): string {
  return fileWith(JSON.stringify({ account: 'AC0', assumptions }))
}

test('the values are taken, and what is said of them is not', () => {
  const observed = { fact: 'TR-32', observedAt: '2026-01-31T09:30:00.000Z', how: 'A task rang.' }
  const path = fileOf({ notInNull: { value: 'true', ...observed }, taskListLagMs: { value: 730 } })
  expect(readAssumptionFile(path)).toEqual({ notInNull: 'true', taskListLagMs: 730 })
  expect(readAssumptionFile(fileOf({}))).toEqual({})
})

test.each([
  [fileWithin({ notInMull: { value: 'true' } }), /assumptions\.json: There is no switch 'notInMull'\. The switches: /],
  [fileWithin({ closedTwice: { value: 'maybe' } }), /closedTwice must be "refused" or "accepted", not "maybe"/],
  [fileWithin({ taskListLagMs: { value: -1 } }), /taskListLagMs must be a whole number of milliseconds/],
  [fileWithin({ closedTwice: {} }), /and is not: [\s\S]*closedTwice\.value/],
  [fileWithin({ closedTwice: 'accepted' }), /must be like \{"assumptions": .*, and is not: [\s\S]*closedTwice/],
  [() => fileWith('{"closedTwice": "accepted"}'), /must be like /],
  [() => fileWith('closedTwice=accepted'), /is not JSON/],
  [() => '/nowhere/assumptions.json', /There is no file \/nowhere\/assumptions\.json/],
  [() => tmpdir(), /cannot be read: /],
])('what is wrong with a file is said: %#', (path, sentence) => {
  expect(() => readAssumptionFile(path())).toThrow(sentence)
})

function fileWithin(assumptions: unknown): () => string {
  return () => fileOf(assumptions)
}

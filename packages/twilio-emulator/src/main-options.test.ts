import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readOptions } from './main-options.ts'

test('without options the emulator takes its own port and real time', () => {
  expect(readOptions([])).toEqual({ port: 4010, seed: 1, clockMode: 'real', assumptions: {} })
})

test('every option is read, and switches may be several', () => {
  const switches = ['--assumption', 'routingDelayMs=0', '--assumption', 'notInNull=true']
  expect(readOptions(['--port', '0', '--seed', '7', '--clock', 'manual', ...switches])).toEqual({
    port: 0,
    seed: 7,
    clockMode: 'manual',
    assumptions: { routingDelayMs: 0, notInNull: 'true' },
  })
})

test('switches come from a file, and those that are named go over it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assumptions-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'assumptions.json')
  writeFileSync(path, '{"assumptions": {"notInNull": {"value": "true"}, "taskListLagMs": {"value": 730}}}')
  expect(readOptions(['--assumption', 'taskListLagMs=0', '--assumptions', path])).toMatchObject({
    assumptions: { notInNull: 'true', taskListLagMs: 0 },
  })
})

test.each([
  [['--assumptions', '/nowhere/assumptions.json'], /There is no file \/nowhere\/assumptions.json/],
  [['--port', '99999'], /--port must be from 0 to 65535, not '99999'/],
  [['--seed', 'x'], /--seed must be a whole number/],
  [['--clock', 'fast'], /--clock must be real or manual, not 'fast'/],
  [['--assumption', 'foo=1'], /There is no switch 'foo'/],
  [['--assumption', 'routingDelayMs'], /name=value/],
  [['--bogus'], /--bogus[\s\S]*Usage:/],
])('%j is refused with what is wrong', (args, sentence) => {
  expect(readOptions(args)).toMatch(sentence)
})

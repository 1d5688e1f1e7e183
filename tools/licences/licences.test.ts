import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../source-files.ts'
import { isAllowed } from './allowed-licences.ts'
import { bundledPackages } from './bundled-packages.ts'
import { installedPackages } from './installed-packages.ts'
import { LICENCES_FILE, packageTable } from './licences-page.ts'
import { parseLockFile, readLockFile } from './lock-file.ts'

const lockFile = readLockFile()
const backend = installedPackages(lockFile, 'apps/backend')

test('what the backend installs is allowed', () => {
  const refused = backend.filter((folder) => !isAllowed(lockFile[folder]?.license ?? ''))
  expect(refused).toEqual([])
})

test('the page lists what the backend installs; npm run licences brings it up to date', () => {
  expect(readFileSync(join(ROOT, LICENCES_FILE), 'utf8')).toContain(`\n${packageTable(lockFile, backend)}\n`)
})

test('packages are found where Node finds them: the nearest first, through links, and peers too', () => {
  const small = parseLockFile({
    'apps/ours': { dependencies: { outer: '1', '@ours/other': '1' } },
    'packages/other': { dependencies: { inner: '1' } },
    'node_modules/@ours/other': { link: true, resolved: 'packages/other' },
    'node_modules/outer': { dependencies: { inner: '2' }, optionalDependencies: { nowhere: '1' } },
    'node_modules/outer/node_modules/inner': {
      peerDependencies: { peer: '1', unwanted: '1' },
      peerDependenciesMeta: { unwanted: { optional: true } },
    },
    'node_modules/inner': {},
    'node_modules/peer': {},
    'node_modules/unwanted': {},
    'node_modules/for-tests': { dev: true },
  })
  expect(installedPackages(small, 'apps/ours')).toEqual([
    'node_modules/inner',
    'node_modules/outer',
    'node_modules/outer/node_modules/inner',
    'node_modules/peer',
  ])
  expect(() => installedPackages(parseLockFile({ 'apps/ours': { dependencies: { gone: '1' } } }), 'apps/ours')).toThrow(
    'package-lock.json has no gone',
  )
})

test('a bundle has the packages of which something is left, and the bundler', () => {
  const modules = {
    [join(ROOT, 'node_modules/@scope/used/a.js')]: { renderedLength: 9 },
    [join(ROOT, 'node_modules/@scope/used/b.js')]: { renderedLength: 9 },
    [join(ROOT, 'node_modules/outer/node_modules/inner/index.js')]: { renderedLength: 1 },
    [join(ROOT, 'node_modules/shaken-off/index.js')]: { renderedLength: 0 },
    [join(ROOT, 'packages/transfer/src/index.ts')]: { renderedLength: 9 },
    '\0rolldown/runtime.js': { renderedLength: 9 },
  }
  expect(bundledPackages(modules)).toEqual([
    'node_modules/@scope/used',
    'node_modules/outer/node_modules/inner',
    'node_modules/rolldown',
  ])
})

test.each([
  ['MIT', true],
  ['(MIT OR CC0-1.0)', true],
  ['MIT AND ISC', true],
  ['GPL-3.0', false],
  ['MIT AND Zlib', false],
  ['(MIT OR Apache-2.0) AND GPL-3.0', false],
  ['SEE LICENSE IN LICENSE.txt', false],
  ['', false],
])('%s is allowed: %s', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed)
})

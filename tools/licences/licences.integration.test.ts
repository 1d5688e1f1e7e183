import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../source-files.ts'
import { isAllowed } from './allowed-licences.ts'
import { LICENCES_FILE, renderLicences } from './licences-page.ts'
import { readLockFile } from './lock-file.ts'
import { readShipped } from './shipped.ts'

const lockFile = readLockFile()
const shipped = readShipped(lockFile)

test('what was built has nothing in it that is not allowed', () => {
  expect(shipped.plugin).toContain('node_modules/zod')
  expect(shipped.functions).toContain('node_modules/zod')
  const refused = [...shipped.plugin, ...shipped.functions, ...shipped.commandLine].filter(
    (folder) => !isAllowed(lockFile[folder]?.license ?? ''),
  )
  expect(refused).toEqual([])
})

test('the page has what was built, with its licences; write-licences.ts brings it up to date', () => {
  expect(readFileSync(join(ROOT, LICENCES_FILE), 'utf8')).toBe(renderLicences(lockFile, shipped))
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { filePaths, ROOT } from './source-files.ts'

const packageFile = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const packageAt = (path: string): z.infer<typeof packageFile> => packageFile.parse(JSON.parse(read(path)))
const { version } = packageAt('package.json')

test('every package has the version of all, and asks for it in the others', () => {
  const wrong = filePaths()
    .filter((path) => /^(?:packages|apps)\/[^/]+\/package\.json$/.test(path))
    .flatMap((path) => {
      const { version: own, dependencies, devDependencies } = packageAt(path)
      const asked = Object.entries({ ...dependencies, ...devDependencies })
        .filter(([name]) => name.startsWith('@conversation-transfer/'))
        .map(([, range]) => range)
      return [own, ...asked].filter((one) => one !== version).map((one) => `${path} says ${one}`)
    })
  expect(wrong).toEqual([])
})

test('the command line knows it', () => {
  expect(read('apps/cli/src/version.ts')).toContain(`export const VERSION = '${version}'`)
})

test('CHANGELOG.md begins with it', () => {
  expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeSurroundings } from './node-surroundings.ts'

const { read, write } = nodeSurroundings()

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workflow-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('files are read as they were written', async () => {
  const path = join(folder, 'workflow.json')
  await write(path, 'Übersee\n')
  expect(await read(path)).toBe('Übersee\n')
})

test('a file that is not there is nothing; one that cannot be read or written is named', async () => {
  const path = join(folder, 'missing', 'workflow.json')
  expect(await read(path)).toBeUndefined()
  await expect(read(folder)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(folder) as string })
  await expect(write(path, '')).rejects.toThrow(`${path} cannot be written: ENOENT`)
})

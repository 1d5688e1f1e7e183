import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { printCase } from '../case/case-file.ts'
import { exportCase } from '../conversation/export-case.ts'
import { CASES_FOLDER } from './cases-folder.ts'
import { playCase } from './case-scene.ts'
import { CASE_SCENES } from './case-scenes.ts'

// Plays every scene anew and writes it as `conversation --export` does. Whoever runs it reads the difference before a commit.
await mkdir(CASES_FOLDER, { recursive: true })
for (const scene of CASE_SCENES) {
  const { content, isOther } = exportCase(await playCase(scene), scene.title, false)
  if (isOther) throw new Error(`${scene.name}: redacted, it would be decided otherwise.`)
  await writeFile(join(CASES_FOLDER, `${scene.name}.json`), printCase(content))
  process.stdout.write(`${scene.name}: ${content.decision.kind}\n`)
}

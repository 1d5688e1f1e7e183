import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../source-files.ts'
import { GENERATED_FILES } from './generated-files.ts'

for (const [path, render] of Object.entries(GENERATED_FILES)) writeFileSync(join(ROOT, path), render())

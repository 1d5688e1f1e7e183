import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../source-files.ts'
import { LICENCES_FILE, renderLicences } from './licences-page.ts'
import { readLockFile } from './lock-file.ts'
import { readShipped } from './shipped.ts'

const lockFile = readLockFile()
writeFileSync(join(ROOT, LICENCES_FILE), renderLicences(lockFile, readShipped(lockFile)))

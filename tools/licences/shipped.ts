import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../source-files.ts'
import { BUNDLED_PACKAGES_FILE } from './bundled-packages.ts'
import { installedPackages } from './installed-packages.ts'
import type { LockFile } from './lock-file.ts'

/** What goes to others, and the packages of npm in each part of it, by their folders. */
export interface Shipped {
  /** Their code is in our files. */
  readonly plugin: readonly string[]
  readonly functions: readonly string[]
  readonly commandLine: readonly string[]
  /** They are installed as npm has them, their licences with them. */
  readonly backend: readonly string[]
}

/** What was built last, and what would be installed now. */
export function readShipped(lockFile: LockFile): Shipped {
  return {
    plugin: bundledIn('apps/flex-plugin'),
    functions: bundledIn('apps/functions'),
    commandLine: bundledIn('apps/cli'),
    backend: installedPackages(lockFile, 'apps/backend'),
  }
}

/** @throws if nothing was built. */
function bundledIn(home: string): string[] {
  const text = readFileSync(join(ROOT, home, 'dist', BUNDLED_PACKAGES_FILE), 'utf8')
  return z.array(z.string()).parse(JSON.parse(text))
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../source-files.ts'

/** What package-lock.json says of every package, by its folder from the root. */
export type LockFile = Readonly<Record<string, LockedPackage>>

export type LockedPackage = z.infer<typeof lockedPackage>

export function readLockFile(): LockFile {
  const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
  return parseLockFile(z.object({ packages: z.unknown() }).parse(JSON.parse(text)).packages)
}

export function parseLockFile(packages: unknown): LockFile {
  return z.record(z.string(), lockedPackage).parse(packages)
}

const ranges = z.record(z.string(), z.string()).default({})

const lockedPackage = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  /** A link to a folder of this repository. */
  link: z.boolean().default(false),
  resolved: z.string().optional(),
  dependencies: ranges,
  optionalDependencies: ranges,
  peerDependencies: ranges,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().default(false) })).default({}),
  /** Where it can be installed; absent for everywhere. */
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
})

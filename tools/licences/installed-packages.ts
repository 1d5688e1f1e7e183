import { dirname } from 'node:path'
import type { LockedPackage, LockFile } from './lock-file.ts'

/**
 * The packages of npm that `npm ci --omit=dev` installs for a package of this repository, by their folders: what it asks for,
 * what that asks for, and so on. Those for single platforms are all among them, although one machine gets only its own.
 */
export function installedPackages(lockFile: LockFile, home: string): string[] {
  const found = new Set<string>()
  const open = [home]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (found.has(folder)) continue
    found.add(folder)
    open.push(...asksFor(lockFile, folder))
  }
  return [...found].filter((folder) => folder.includes('node_modules/')).toSorted()
}

function asksFor(lockFile: LockFile, folder: string): string[] {
  const entry = lockFile[folder]
  if (entry === undefined) throw new Error(`package-lock.json has no ${folder}.`)
  const needed = [...Object.keys(entry.dependencies), ...neededPeers(entry)].map((name) => {
    const place = placeOf(lockFile, folder, name)
    if (place === undefined) throw new Error(`package-lock.json has no ${name} for ${folder}.`)
    return place
  })
  const welcome = Object.keys(entry.optionalDependencies).map((name) => placeOf(lockFile, folder, name))
  return [...needed, ...welcome].filter((place) => place !== undefined)
}

function neededPeers({ peerDependencies, peerDependenciesMeta }: LockedPackage): string[] {
  return Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true)
}

/** Where Node finds a package from a folder: in the nearest `node_modules` on the way up. */
function placeOf(lockFile: LockFile, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    const entry = lockFile[place]
    if (entry !== undefined) return entry.link ? entry.resolved : place
    if (folder === '.') return undefined
  }
}

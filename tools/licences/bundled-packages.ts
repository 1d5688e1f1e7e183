import { relative, sep } from 'node:path'
import { ROOT } from '../source-files.ts'

/** What a build leaves beside its bundle: the packages of npm whose code is in it, as a JSON list. */
export const BUNDLED_PACKAGES_FILE = 'bundled-packages.json'

/** The modules of a chunk, as Rolldown and Vite tell of them. */
type Modules = Readonly<Record<string, { readonly renderedLength: number }>>

/**
 * The packages whose code is in these modules, by their folders from the root: `node_modules/zod`. One of which nothing was
 * left over after tree shaking is not among them; the bundler itself is, for its few lines that load modules.
 */
export function bundledPackages(modules: Modules): string[] {
  const rendered = Object.keys(modules).filter((id) => (modules[id]?.renderedLength ?? 0) > 0)
  return [...new Set(rendered.flatMap(packageOf))].toSorted()
}

function packageOf(id: string): string[] {
  if (id === '\0rolldown/runtime.js') return ['node_modules/rolldown']
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll(sep, '/'))?.[0]
  return folder === undefined ? [] : [relative(ROOT, folder).replaceAll(sep, '/')]
}

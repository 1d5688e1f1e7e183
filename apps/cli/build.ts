import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { rolldown } from 'rolldown'
import { BUNDLED_PACKAGES_FILE, bundledPackages } from '../../tools/licences/bundled-packages.ts'

const root = import.meta.dirname
const dist = join(root, 'dist')

await rm(dist, { recursive: true, force: true })
await mkdir(dist)
await writeFile(join(dist, 'conversation-transfer.js'), await program(), { mode: 0o755 })
await copyUploads()

/**
 * One file with all that the program needs: the workspaces that it is made of are published nowhere. It is not minified, so
 * that whoever gives it credentials can read what it does with them.
 */
async function program(): Promise<string> {
  const build = await rolldown({
    input: join(root, 'src/main.ts'),
    platform: 'node',
    // PGlite is Postgres in 20 MB of WebAssembly, for the folder of a backend that is not running: whoever looks into one
    // installs it. `pg` works without its binding to libpq.
    external: ['@electric-sql/pglite', 'pg-native'],
    // Nothing of ours does anything when it is imported, and so the backend's web pages stay outside.
    treeshake: { moduleSideEffects: (id) => id.includes(`${sep}node_modules${sep}`) },
  })
  const { output } = await build.generate({ format: 'esm', codeSplitting: false })
  await build.close()
  const packages = bundledPackages(output[0].modules)
  await writeFile(join(dist, BUNDLED_PACKAGES_FILE), `${JSON.stringify(packages, null, 2)}\n`)
  // The sources begin with a line that has tsx run them.
  return output[0].code.replace(/^#!.*\n/, '#!/usr/bin/env node\n')
}

/** What `setup` and `deploy` upload: `npm run build` makes it before. */
async function copyUploads(): Promise<void> {
  for (const name of ['functions', 'package.json']) {
    await cp(join(root, '../functions/dist', name), join(dist, 'functions', name), { recursive: true })
  }
  await cp(join(root, '../flex-plugin/dist/conversation-transfer.js'), join(dist, 'plugin.js'))
  // Whose code is in it asks that its licence goes with it.
  await cp(join(root, '../../THIRD-PARTY-LICENCES.md'), join(dist, 'THIRD-PARTY-LICENCES.md'))
}

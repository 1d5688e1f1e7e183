import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { BUNDLED_PACKAGES_FILE, bundledPackages } from '../../tools/licences/bundled-packages.ts'

/** Every Function, by the path at which it will answer. */
const FUNCTIONS = ['transfer', 'invite', 'cancel-invite', 'remove', 'leave', 'look'].map(
  (name) => `conversation-transfer/${name}`,
)

/**
 * Not the newest of npm's, which only serves development: Twilio's own package of this name has versions of its own, and
 * refuses a build that names another (https://www.twilio.com/docs/serverless/functions-assets/handler).
 */
const RUNTIME_HANDLER = '2.0.1'

const root = import.meta.dirname
const dist = join(root, 'dist')

await rm(dist, { recursive: true, force: true })
await mkdir(join(dist, 'assets'), { recursive: true })
const packages = new Set<string>()
for (const path of FUNCTIONS) for (const name of await bundle(path)) packages.add(name)
await writeFile(join(dist, BUNDLED_PACKAGES_FILE), `${JSON.stringify([...packages].toSorted(), null, 2)}\n`)
await writeFile(join(dist, 'package.json'), await deployedPackage())
await copyFile(join(root, '.env.example'), join(dist, '.env.example'))

/**
 * One file for each Function: whatever else lay in the folder would become a Function too. Answers the packages whose code
 * is in it.
 */
async function bundle(path: string): Promise<string[]> {
  const build = await rolldown({
    input: join(root, 'src/functions', `${path}.ts`),
    platform: 'node',
    // Twilio installs the SDK; bundled it would be 3.8 MB in every Function.
    external: ['twilio'],
  })
  const { output } = await build.write({
    file: join(dist, 'functions', `${path}.js`),
    format: 'cjs',
    codeSplitting: false,
  })
  await build.close()
  return output.flatMap((part) => (part.type === 'chunk' ? bundledPackages(part.modules) : []))
}

/** What the Serverless Toolkit reads: only what Twilio has to install, in the versions that were tested. */
async function deployedPackage(): Promise<string> {
  const own: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const { version, dependencies } = own as { version: string; dependencies: Record<string, string> }
  const deployed = {
    name: 'conversation-transfer-functions',
    version,
    private: true,
    type: 'commonjs',
    dependencies: {
      twilio: dependencies['twilio'],
      '@twilio/runtime-handler': RUNTIME_HANDLER,
    },
    engines: { node: '22' },
  }
  return `${JSON.stringify(deployed, null, 2)}\n`
}

import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** Every Function, by the path at which it will answer. */
const FUNCTIONS = ['transfer', 'invite', 'cancel-invite', 'remove', 'leave', 'look'].map(
  (name) => `conversation-transfer/${name}`,
)

const root = import.meta.dirname
const dist = join(root, 'dist')

await rm(dist, { recursive: true, force: true })
await mkdir(join(dist, 'assets'), { recursive: true })
for (const path of FUNCTIONS) await bundle(path)
await writeFile(join(dist, 'package.json'), await deployedPackage())
await copyFile(join(root, '.env.example'), join(dist, '.env.example'))

/** One file for each Function: whatever else lay in the folder would become a Function too. */
async function bundle(path: string): Promise<void> {
  const build = await rolldown({
    input: join(root, 'src/functions', `${path}.ts`),
    platform: 'node',
    // Twilio installs the SDK; bundled it would be 3.8 MB in every Function.
    external: ['twilio'],
  })
  await build.write({ file: join(dist, 'functions', `${path}.js`), format: 'cjs', codeSplitting: false })
  await build.close()
}

/** What the Serverless Toolkit reads: only what Twilio has to install, in the versions that were tested. */
async function deployedPackage(): Promise<string> {
  const own: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const { version, dependencies, devDependencies } = own as {
    version: string
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }
  const deployed = {
    name: 'conversation-transfer-functions',
    version,
    private: true,
    type: 'commonjs',
    dependencies: {
      twilio: dependencies['twilio'],
      '@twilio/runtime-handler': devDependencies['@twilio/runtime-handler'],
    },
    engines: { node: '22' },
  }
  return `${JSON.stringify(deployed, null, 2)}\n`
}

import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { rolldown, type Plugin } from 'rolldown'
import { z } from 'zod'

/** To be raised whenever bundles that were made before must be made again. */
const RECIPE = 1
/** So many modules lie between two lines of progress. */
const MODULES_PER_REPORT = 1000

/** The packages of which the Flex UI must have the very copies that it was installed with: two Reacts do not mix. */
const SINGLE = ['react', 'react-dom', 'react-redux', 'redux'] as const

export interface FlexUiBundle {
  /** The script, which sets `window.Twilio.Flex`. */
  readonly script: Buffer
  readonly version: string
  /** Differs whenever the script does. */
  readonly hash: string
}

export interface BundleOptions {
  /** Where bundles are kept. */
  readonly cacheFolder: string
  readonly onProgress: (text: string) => void
}

/**
 * The Flex UI as one script for a browser. Its package is a library for bundlers and cannot be loaded as it is (FU-9), so
 * it is bundled here from the packages that this machine has installed, once for each version.
 */
export async function flexUiBundle({ cacheFolder, onProgress }: BundleOptions): Promise<FlexUiBundle> {
  const packageFile = createRequire(import.meta.url).resolve('@twilio/flex-ui/package.json')
  const { version } = Package.parse(JSON.parse(await readFile(packageFile, 'utf8')))
  const file = join(cacheFolder, `flex-ui-${version}-${RECIPE}.js`)
  if (!(await exists(file))) {
    onProgress(`Bundling the Flex UI ${version} from the installed packages: this happens once.`)
    await bundle({ packageFile, file, onProgress })
  }
  const script = await readFile(file)
  return { script, version, hash: createHash('sha256').update(script).digest('hex').slice(0, 16) }
}

const Package = z.object({ version: z.string() })

interface Job {
  readonly packageFile: string
  readonly file: string
  readonly onProgress: BundleOptions['onProgress']
}

async function bundle({ packageFile, file, onProgress }: Job): Promise<void> {
  const installed = createRequire(packageFile)
  const build = await rolldown({
    input: ENTRY,
    cwd: dirname(packageFile),
    platform: 'browser',
    resolve: {
      alias: Object.fromEntries(SINGLE.map((name) => [name, dirname(installed.resolve(`${name}/package.json`))])),
    },
    transform: { define: { 'process.env.NODE_ENV': '"production"', global: 'window' } },
    plugins: [entry(packageFile), withoutNode, progress(onProgress)],
    // What others' packages could do better is not for whoever starts a playground to read.
    logLevel: 'silent',
  })
  const { output } = await build.generate({ format: 'iife', minify: true, codeSplitting: false })
  await build.close()
  await mkdir(dirname(file), { recursive: true })
  // Written under another name first: a bundle that is cut short must not be taken for one.
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, output[0].code)
  await rename(unfinished, file)
  await rm(unfinished, { force: true })
}

const ENTRY = 'flex-ui-entry'

/** One module that puts the library where plugins look for it. */
function entry(packageFile: string): Plugin {
  const path = join(dirname(packageFile), 'playground-entry.cjs')
  return {
    name: 'entry',
    resolveId: (id) => (id === ENTRY ? path : null),
    load: (id) => (id === path ? 'window.Twilio = { Flex: require("@twilio/flex-ui") }' : null),
  }
}

/** Parts for Node, and one that is for desktops in virtual machines: nothing of them runs here. */
const ABSENT =
  /^(node:)?(assert|child_process|constants|crypto|fs|http|https|net|os|path|querystring|tls|vm|ws|zlib)$|^@citrix\/ucsdk/

/** TaskRouter's client makes an agent for HTTPS even where it never uses it. */
const EMPTY_MODULE = 'module.exports = { Agent: function Agent() {}, extname: () => "" }'

const withoutNode: Plugin = {
  name: 'without-node',
  resolveId: (id) => (ABSENT.test(id) ? `\0absent:${id}.cjs` : null),
  load: (id) => (id.startsWith('\0absent:') ? EMPTY_MODULE : null),
}

function progress(onProgress: BundleOptions['onProgress']): Plugin {
  let modules = 0
  return {
    name: 'progress',
    moduleParsed: () => {
      modules += 1
      if (modules % MODULES_PER_REPORT === 0) onProgress(`  ${modules} modules read`)
    },
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}

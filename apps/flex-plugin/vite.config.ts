import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { BUNDLED_PACKAGES_FILE, bundledPackages } from '../../tools/licences/bundled-packages.ts'

/** What Flex has loaded already, and every plugin shares with it: two Reacts in one page do not mix (FU-9). */
const OF_THE_HOST: Readonly<Record<string, string>> = {
  react: 'window.React',
  'react-dom': 'window.ReactDOM',
  redux: 'window.Redux',
  'react-redux': 'window.ReactRedux',
  '@twilio/flex-ui': 'window.Twilio.Flex',
}

/** Larger than this, and desktops would feel it. */
const GZIP_BYTES_MAX = 130 * 1024

const PREFIX = '\0host:'

const hostGlobals: Plugin = {
  name: 'host-globals',
  enforce: 'pre',
  resolveId: (id) => (id in OF_THE_HOST ? `${PREFIX}${id}.cjs` : null),
  load: (id) => (id.startsWith(PREFIX) ? `module.exports = ${OF_THE_HOST[id.slice(PREFIX.length, -4)]}` : null),
}

const sizeLimit: Plugin = {
  name: 'size-limit',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const bytes = gzipSync(chunk.code).length
      this.info(`${chunk.fileName}: ${bytes} bytes with gzip, of ${GZIP_BYTES_MAX}`)
      if (bytes > GZIP_BYTES_MAX)
        this.error(`${chunk.fileName} has ${bytes} bytes with gzip; ${GZIP_BYTES_MAX} are allowed.`)
    }
  },
}

/** Says beside the script whose code is in it: tools/licences asks under which licences. */
const packageList: Plugin = {
  name: 'package-list',
  generateBundle(_options, bundle) {
    const packages = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' ? bundledPackages(part.modules) : [],
    )
    const source = `${JSON.stringify(packages, null, 2)}\n`
    this.emitFile({ type: 'asset', fileName: BUNDLED_PACKAGES_FILE, source })
  },
}

/** One script, as Flex's loader takes it: no module, and nothing of it is left on the page but what it registers. */
export default defineConfig({
  plugins: [hostGlobals, sizeLimit, packageList],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    sourcemap: true,
    minify: true,
    lib: {
      entry: 'src/index.ts',
      formats: ['iife'],
      name: 'ConversationTransfer',
      fileName: () => 'conversation-transfer.js',
    },
  },
})

import { join } from 'node:path'
import { createLocalFunctions } from '@conversation-transfer/functions'
import {
  FUNCTIONS_BUNDLE,
  functionsEnvironment,
  PLUGIN_BUNDLE,
  type EmulatedAccount,
} from '@conversation-transfer/local-installation'
import {
  AdjustableClock,
  createWallClock,
  startEmulator,
  type Assumptions,
  type FlexPlugin,
  type RunningEmulator,
} from '@conversation-transfer/twilio-emulator'
import type { Backend } from '@conversation-transfer/backend'
import type { Hono } from 'hono'
import { RepairLog } from './backend/repair-log.ts'
import { startPlaygroundBackend } from './backend/start-playground-backend.ts'
import { createPlaygroundApi } from './api/playground-api.ts'
import { FunctionLog } from './functions/function-log.ts'
import { flexUiBundle } from './flex-ui-bundle.ts'
import { installProduct } from './install-product.ts'
import { pageScript } from './page-script.ts'
import { createPages } from './pages.ts'
import { buildPlaygroundPage } from './playground-page.ts'
import { pluginPath, type PluginFile } from './plugin-file.ts'

export interface PlaygroundOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly seed: number
  /** What every desktop loads; without it, the transfer plugin. */
  readonly plugins?: readonly PluginFile[]
  /** The account to go on with, as `GET /__emulator/snapshot` of another playground gave it. */
  readonly snapshot?: unknown
  /** Switches of the emulator that are not as it assumes. */
  readonly assumptions?: Partial<Assumptions>
  readonly onProgress?: (text: string) => void
}

/** A contact center with real desktops and the product, on one address. */
export interface Playground {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  readonly emulator: RunningEmulator
  close(): Promise<void>
}

/** Outside of git, and gone with `node_modules`. */
const CACHE_FOLDER = join(import.meta.dirname, '../../../node_modules/.cache/playground')

/**
 * Bundles the Flex UI if that has not been done, starts an emulator whose address has the desktops' pages and the Functions
 * too, and installs the product on its account. Rejects if the port is taken, or the Functions are not built.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, seed, plugins = [PLUGIN_BUNDLE], snapshot, assumptions = {}, onProgress = () => {} } = options
  const flexUi = await flexUiBundle({ cacheFolder: CACHE_FOLDER, onProgress })
  const [script, page] = await Promise.all([pageScript(), buildPlaygroundPage()])
  // Plugins are listed where the Flex UI looks for them, and served where the list says.
  const listed: FlexPlugin[] = plugins.map(({ name, version }) => ({ name, version, src: pluginPath(name) }))
  // The address is known, and the account filled, when the emulator has been started: these come after it.
  const parts: { pages?: Hono; functions?: Hono; backend?: Backend } = {}
  const install = async (account: EmulatedAccount): Promise<void> => {
    parts.functions = createLocalFunctions({ directory: FUNCTIONS_BUNDLE, environment: functionsEnvironment(account) })
    await parts.backend?.stop()
    parts.backend = await startPlaygroundBackend(account, repairLog)
    await installProduct(account, parts.backend.url)
  }
  const emulator: RunningEmulator = await startEmulator({
    port,
    seed,
    clock: new AdjustableClock(createWallClock(), 'real'),
    plugins: listed,
    assumptions,
    snapshot,
    pages: (request) => parts.pages?.fetch(request) ?? notReady(),
    afterReset: async (contactCenter) => {
      functionLog.clear()
      repairLog.clear()
      await install({ contactCenter, url: emulator.url })
    },
  })
  const { url, world, news } = emulator
  const functionLog = new FunctionLog(world, news)
  const repairLog = new RepairLog(news)
  parts.pages = createPages({
    flexUi,
    pageScript: script,
    page,
    plugins,
    backendUrl: () => parts.backend?.url,
    api: createPlaygroundApi({
      emulator,
      functionLog,
      repairLog,
      callFunctions: (path, body) => fetch(url + path, { method: 'POST', body }),
    }),
    functions: (request) => functionLog.watch(request, (asked) => parts.functions?.fetch(asked) ?? notReady()),
  })
  try {
    await install(emulator)
  } catch (error: unknown) {
    await parts.backend?.stop()
    await emulator.close()
    throw error
  }
  const close = async (): Promise<void> => {
    await parts.backend?.stop()
    await emulator.close()
  }
  return { url, emulator, close }
}

function notReady(): Response {
  return new Response('The playground is being started.', { status: 503 })
}

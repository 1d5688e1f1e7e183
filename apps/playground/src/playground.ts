import { join } from 'node:path'
import {
  AdjustableClock,
  createWallClock,
  startEmulator,
  type FlexPlugin,
  type RunningEmulator,
} from '@conversation-transfer/twilio-emulator'
import { flexUiBundle } from './flex-ui-bundle.ts'
import { pageScript } from './page-script.ts'
import { createPages } from './pages.ts'
import { pluginPath, type PluginFile } from './plugin-file.ts'

export interface PlaygroundOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly seed: number
  /** What every desktop loads. */
  readonly plugins?: readonly PluginFile[]
  readonly onProgress?: (text: string) => void
}

/** A contact center with real desktops, on one address. */
export interface Playground {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  readonly emulator: RunningEmulator
  close(): Promise<void>
}

/** Outside of git, and gone with `node_modules`. */
const CACHE_FOLDER = join(import.meta.dirname, '../../../node_modules/.cache/playground')

/** Bundles the Flex UI if that has not been done, and starts an emulator whose address has the desktops' pages too. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, seed, plugins = [], onProgress = () => {} } = options
  const flexUi = await flexUiBundle({ cacheFolder: CACHE_FOLDER, onProgress })
  // Plugins are listed where the Flex UI looks for them, and served where the list says.
  const listed: FlexPlugin[] = plugins.map(({ name, version }) => ({ name, version, src: pluginPath(name) }))
  const workers = (): string[] => emulator.contactCenter.workers.map(({ name }) => name)
  const pages = createPages({ flexUi, pageScript: await pageScript(), workers, plugins })
  const clock = new AdjustableClock(createWallClock(), 'real')
  const fetchPage = (request: Request): Response | Promise<Response> => pages.fetch(request)
  const emulator: RunningEmulator = await startEmulator({ port, seed, clock, plugins: listed, pages: fetchPage })
  return { url: emulator.url, emulator, close: () => emulator.close() }
}

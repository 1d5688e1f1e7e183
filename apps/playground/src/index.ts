export { startPlayground, type Playground, type PlaygroundOptions } from './playground.ts'
export { buildPlaygroundPage, type PlaygroundPage } from './playground-page.ts'
export type { PluginFile } from './plugin-file.ts'

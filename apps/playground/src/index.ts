export { startPlayground, type Playground, type PlaygroundOptions } from './playground.ts'
export type { PluginFile } from './plugin-file.ts'

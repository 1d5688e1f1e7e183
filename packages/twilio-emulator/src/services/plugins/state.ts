import type { Clock } from '../../world/clock.ts'
import { Table } from '../../world/table.ts'

/** The rows of Flex's Plugins API: what desktops load is the configuration that was released last (PL-5). */
export interface PluginsState {
  readonly plugins: Table<Plugin>
  readonly versions: Table<PluginVersion>
  readonly configurations: Table<PluginConfiguration>
  readonly releases: Table<PluginRelease>
}

export function createPluginsState(clock: Clock): PluginsState {
  return {
    plugins: new Table(clock),
    versions: new Table(clock),
    configurations: new Table(clock),
    releases: new Table(clock),
  }
}

interface Created {
  readonly sid: string
  readonly createdAtMs: number
}

interface Archivable extends Created {
  /** For good: nothing takes it back. */
  readonly archived: boolean
}

export interface Plugin extends Archivable {
  readonly uniqueName: string
  readonly friendlyName: string
  readonly description: string
  readonly updatedAtMs: number
}

export interface PluginVersion extends Archivable {
  readonly pluginSid: string
  /** Semantic: `1.2.3`. */
  readonly version: string
  /** The address of its script. */
  readonly pluginUrl: string
  readonly changelog: string
  readonly private: boolean
  readonly validated: boolean
}

/** A version in a configuration. */
export interface ConfiguredVersion {
  readonly versionSid: string
  readonly phase: number
}

export interface PluginConfiguration extends Archivable {
  readonly name: string
  readonly description: string
  readonly plugins: readonly ConfiguredVersion[]
}

export interface PluginRelease extends Created {
  readonly configurationSid: string
}

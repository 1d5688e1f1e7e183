/** A plugin as its build leaves it: one script. */
export interface PluginFile {
  readonly name: string
  readonly version: string
  /** The path of the script. */
  readonly file: string
}

/** Where the desktops load it from. */
export function pluginPath(name: string): string {
  return `/plugins/${encodeURIComponent(name)}.js`
}

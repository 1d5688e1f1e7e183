/** The Flex configuration of the account: what an administrator may set, as Twilio stores it. */
export interface FlexState {
  /** By Twilio's own names: `ui_attributes`, `ui_version`, ...; what is absent has its default. */
  configuration: Readonly<Record<string, unknown>>
  updatedAtMs: number
  /** What every desktop loads, in this order; only plugins.ts writes it. */
  readonly plugins: FlexPlugin[]
  /** The switches of Flex's feature settings that are on, by Twilio's own names; only features.ts writes it. */
  features: readonly string[]
}

export interface FlexPlugin {
  readonly name: string
  readonly version: string
  /** The address of its script, for the page that the Flex UI is in. */
  readonly src: string
}

export function createFlexState(plugins: readonly FlexPlugin[] = []): FlexState {
  return { configuration: {}, updatedAtMs: 0, plugins: [...plugins], features: [] }
}

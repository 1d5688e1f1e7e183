/** The Flex configuration of the account: what an administrator may set, as Twilio stores it. */
export interface FlexState {
  /** By Twilio's own names: `ui_attributes`, `ui_version`, ...; what is absent has its default. */
  configuration: Readonly<Record<string, unknown>>
  updatedAtMs: number
}

export function createFlexState(): FlexState {
  return { configuration: {}, updatedAtMs: 0 }
}

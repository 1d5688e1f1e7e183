/** What a command may do to the world: read and write files and streams, and ask an emulator for its account. */
export interface Terminal {
  /** @param path a file, or `-` for the standard input. */
  readonly read: (path: string) => Promise<string>
  readonly write: (path: string, text: string) => Promise<void>
  /** The text that a GET of this address answers. */
  readonly get: (url: URL) => Promise<string>
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
}

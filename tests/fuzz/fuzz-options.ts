export interface FuzzOptions {
  /** The same seed tries the same inputs. */
  readonly seed: number
  readonly count: number
  /** Told of each input before it is tried: one that never comes to an end can be named then. */
  readonly onProgress?: (input: string) => void
}

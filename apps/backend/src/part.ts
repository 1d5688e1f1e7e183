/** A part of the backend that works on its own until it is told to stop. */
export interface Part {
  /** Begins nothing new, and resolves when what was begun has ended or may be left as it is. */
  stop(): Promise<void>
}

/** What several processes on one store share besides the conversations. */
export interface Cluster {
  /**
   * Whether it is this process's turn to do what is done once in `everyMs` by whoever comes first: a census, a heartbeat. True
   * for one process only.
   */
  takeTurn(name: string, everyMs: number): Promise<boolean>
  /** Says that this process lives; returns how many do, this one among them. */
  checkIn(processId: string): Promise<number>
  checkOut(processId: string): Promise<void>
  /** A place to go on from, such as how far TaskRouter's events were read. */
  bookmark(name: string): Promise<string | undefined>
  setBookmark(name: string, value: string): Promise<void>
}

/** A process that has not checked in for so long counts as dead. */
export const DEAD_AFTER_MS = 30_000

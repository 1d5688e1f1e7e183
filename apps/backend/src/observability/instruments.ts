/** What is measured while the backend works. Implemented once for Prometheus, and once by nothing at all for tests. */
export interface Instruments {
  looked(result: LookResult, durationMs: number, lateMs: number): void
  repaired(rule: string, outcome: 'performed' | 'failed' | 'observed' | 'withheld'): void
  /** A customer who had nobody has somebody again, or the conversation is over. */
  wasAlone(durationMs: number): void
  /** A call of Twilio's, by the host's product: `taskrouter`, `flex-api`, `conversations`, `sync`, `iam`. */
  called(product: string, outcome: 'answered' | 'limited' | 'failed', durationMs: number): void
  /** `lagMs`: from the event to its arrival, where the source says when it happened. */
  heard(source: string, outcome: 'marked' | 'ignored' | 'refused', lagMs?: number): void
  alarmed(rule: string): void
}

export type LookResult = 'well' | 'repaired' | 'observed' | 'withheld' | 'failed' | 'over' | 'lost'

export const NO_INSTRUMENTS: Instruments = {
  looked: () => undefined,
  repaired: () => undefined,
  wasAlone: () => undefined,
  called: () => undefined,
  heard: () => undefined,
  alarmed: () => undefined,
}

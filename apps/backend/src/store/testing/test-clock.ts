/** A time that only a test moves. */
export class TestClock {
  nowMs = Date.UTC(2026, 10, 25, 12)

  readonly now = (): number => this.nowMs

  pass(durationMs: number): void {
    this.nowMs += durationMs
  }
}

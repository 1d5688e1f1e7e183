/** Lets one through in `everyMs`, of each kind: whoever sends a million bad requests does not fill the log with them. */
export function createRarely(everyMs: number, now: () => number): (kind: string) => boolean {
  const lastAtMs = new Map<string, number>()
  return (kind) => {
    const nowMs = now()
    if (nowMs - (lastAtMs.get(kind) ?? -Infinity) < everyMs) return false
    lastAtMs.set(kind, nowMs)
    return true
  }
}

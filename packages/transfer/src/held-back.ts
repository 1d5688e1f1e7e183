import type { Condition, Memory } from './memory.ts'

export interface HoldingBack {
  readonly memory: Memory
  readonly nowMs: number
  /** What is still wrong after this look, or may be. */
  readonly firstSeen: Memory['firstSeen']
  /** What is held back now. */
  readonly condition?: Condition | undefined
}

/** The repairs that are due and not made: what is no longer wrong is no longer held back. */
export function heldBackAfter({ memory, nowMs, firstSeen, condition }: HoldingBack): Pick<Memory, 'heldBack'> {
  const before = memory.heldBack ?? {}
  const kept = Object.entries(before).filter(([one]) => one in firstSeen)
  const now = condition === undefined ? [] : [[condition, before[condition] ?? nowMs] as const]
  return { heldBack: Object.fromEntries([...kept, ...now]) }
}

/** A month of the audit trail, in UTC. */
export interface Month {
  /** `2026_11` */
  readonly name: string
  readonly beginsAtMs: number
  readonly endsAtMs: number
}

export function monthAt(atMs: number): Month {
  const date = new Date(atMs)
  return monthOf(date.getUTCFullYear(), date.getUTCMonth())
}

/** Undefined if the text names none. */
export function monthNamed(name: string): Month | undefined {
  const match = /^(\d{4})_(\d{2})$/.exec(name)
  return match === null ? undefined : monthOf(Number(match[1]), Number(match[2]) - 1)
}

function monthOf(year: number, month: number): Month {
  const beginsAtMs = Date.UTC(year, month)
  return {
    name: new Date(beginsAtMs).toISOString().slice(0, 7).replace('-', '_'),
    beginsAtMs,
    endsAtMs: Date.UTC(year, month + 1),
  }
}

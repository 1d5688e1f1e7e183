/**
 * How many destructive steps all processes together may perform: a Twilio that answers 200 with empty lists, or a defect of
 * ours, must not close everybody's chat. Whoever wants more than is left freezes all repairs until a person thaws them.
 */
export interface RepairAllowance {
  /** Takes `steps` of what is left of this minute, or freezes. Atomic among all processes. */
  spend(steps: number, limits: AllowanceLimits): Promise<'granted' | 'frozen'>
  frozen(): Promise<Frozen | undefined>
  freeze(reason: string): Promise<void>
  /** Repairs go on, and the minute begins anew. */
  thaw(): Promise<void>
}

export interface Frozen {
  readonly sinceMs: number
  readonly reason: string
}

export interface AllowanceLimits {
  readonly perMinuteMax: number
  /** Of the rows in the schedule, 0 to 1. */
  readonly shareMax: number
  /** So many are granted however few conversations there are. */
  readonly perMinuteMin: number
}

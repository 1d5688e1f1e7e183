/** What a run of several processes on one Postgres is about. */
export interface ClusterScenario {
  readonly seed: number
  readonly processes: number
  readonly conversations: number
  readonly agents: number
  /** How long people act and things go wrong. */
  readonly stormMs: number
  /** The longest time between one `kill -9` and the next. */
  readonly crashEveryMs: number
  readonly outages: readonly Outage[]
}

export interface Outage {
  readonly kind: 'postgres-stopped' | 'twilio-503' | 'twilio-429'
  /** After the storm has begun. */
  readonly beginsMs: number
  readonly lastsMs: number
}

export interface ClusterSize {
  readonly seed: number
  readonly conversations: number
  /** How long Postgres is stopped, and how long Twilio answers 503; it answers 429 for half of that. */
  readonly postgresMs: number
  readonly twilioMs: number
}

const CONVERSATIONS_PER_AGENT = 6
const AGENTS_MIN = 4
const QUIET_MS = 15_000

/** One outage after the other, with some time between in which the processes have only their own deaths to get over. */
export function clusterScenario({ seed, conversations, postgresMs, twilioMs }: ClusterSize): ClusterScenario {
  const unavailableMs = QUIET_MS + postgresMs + QUIET_MS
  const limitingMs = unavailableMs + twilioMs
  const stormMs = limitingMs + twilioMs / 2 + QUIET_MS
  return {
    seed,
    processes: 3,
    conversations,
    agents: Math.max(AGENTS_MIN, Math.ceil(conversations / CONVERSATIONS_PER_AGENT)),
    stormMs,
    crashEveryMs: 4_000,
    outages: [
      { kind: 'postgres-stopped', beginsMs: QUIET_MS, lastsMs: postgresMs },
      { kind: 'twilio-503', beginsMs: unavailableMs, lastsMs: twilioMs },
      { kind: 'twilio-429', beginsMs: limitingMs, lastsMs: twilioMs / 2 },
    ],
  }
}

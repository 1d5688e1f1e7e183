/** What the last look saw of a conversation, in a few words for a list of them. */
export interface Standing {
  readonly state: StandingState
  /** Since when it has been in this state; milliseconds since 1970. */
  readonly sinceMs: number
  readonly channelType: string
  readonly agentsInside: number
  readonly liveInvites: number
  /** Since when the customer has had nobody; undefined if that is not so. Milliseconds since 1970. */
  readonly aloneSinceMs: number | undefined
  /** What a person has to look at. */
  readonly alarms: readonly string[]
}

export type StandingState =
  /** An agent is inside. */
  | 'attended'
  /** Nobody is inside, and somebody is on the way. */
  | 'waiting'
  /** Nobody is inside and nobody is on the way. */
  | 'alone'
  /** Paused, parked, left natively, somebody else's, or of a kind that is not transferred. */
  | 'not-ours'
  /** The channel has ended. */
  | 'ended'
  /** It has not been looked at yet, or its channel is not known. */
  | 'unknown'

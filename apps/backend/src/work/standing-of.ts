import { agentsInside, hasEnded, isNobodyThere, liveInvites, waitingTasks } from '@conversation-transfer/transfer'
import type { SettledRound } from '@conversation-transfer/twilio-gateway'
import type { Standing, StandingState } from '../store/standing.ts'

/** What a look has seen, in a few words; `before` is what the one before it saw. */
export function standingOf(round: SettledRound, before: Standing | undefined, nowMs: number): Standing {
  const { observation, alarms } = round
  const state = stateOf(round)
  const isAlone = state !== 'not-ours' && isNobodyThere(observation)
  return {
    state,
    sinceMs: sinceMs(state, before, nowMs),
    channelType: observation.channel.type,
    agentsInside: agentsInside(observation).length,
    liveInvites: liveInvites(observation).length,
    aloneSinceMs: isAlone ? (before?.aloneSinceMs ?? nowMs) : undefined,
    alarms,
  }
}

/** A conversation of which nobody knows which channel it belongs to. */
export function standingUnknown(before: Standing | undefined, nowMs: number): Standing {
  const nothing = { channelType: 'unknown', agentsInside: 0, liveInvites: 0, aloneSinceMs: undefined, alarms: [] }
  return { state: 'unknown', sinceMs: sinceMs('unknown', before, nowMs), ...nothing }
}

function sinceMs(state: StandingState, before: Standing | undefined, nowMs: number): number {
  return before?.state === state ? before.sinceMs : nowMs
}

function stateOf({ observation, isOurs }: SettledRound): StandingState {
  if (hasEnded(observation.channel)) return 'ended'
  if (!isOurs) return 'not-ours'
  if (agentsInside(observation).length > 0) return 'attended'
  return waitingTasks(observation).length > 0 ? 'waiting' : 'alone'
}

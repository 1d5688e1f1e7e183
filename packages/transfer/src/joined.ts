import { agentsInside, type AgentInside } from './inside.ts'
import type { Observation, PresentTask } from './observation.ts'

/** When whoever has the task accepted it; before anybody has, when it was made. */
export function joinedAtMs({ reservations, createdAtMs }: PresentTask): number {
  return reservations.find(({ status }) => status === 'accepted')?.createdAtMs ?? createdAtMs
}

/** The agents inside, whoever has been there for longest first; every reader of the same lists orders them alike. */
export function byJoining(observation: Observation): AgentInside[] {
  return agentsInside(observation).toSorted(
    ({ task: left }, { task: right }) => joinedAtMs(left) - joinedAtMs(right) || compareText(left.sid, right.sid),
  )
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

/** Whether the worker of this agent was inside already when they came in. */
export function isNewerOfTwo(observation: Observation, { participant, workerSid }: AgentInside): boolean {
  const first = byJoining(observation).find((agent) => agent.workerSid === workerSid)
  return first !== undefined && first.participant !== participant
}

import type { ObservedParticipant, Observation, PresentTask } from './observation.ts'
import type { WorkerSid } from './sid.ts'

/** An agent who can read and answer the customer now. */
export interface AgentInside {
  readonly participant: ObservedParticipant
  readonly workerSid: WorkerSid
  readonly task: PresentTask
}

/**
 * The agents who are inside: their task is assigned, and they are in the conversation. An agent in wrap-up is not inside
 * any more. One of whom Twilio does not yet say whether they are in the conversation counts as inside: the answer comes
 * seconds late, and doubting it would refuse the commands of somebody who has just joined.
 */
export function agentsInside(observation: Observation): AgentInside[] {
  return observation.participants.flatMap((participant) => {
    const { type, workerSid, inConversation } = participant
    const task = taskOf(observation, participant)
    const isInside = type === 'agent' && inConversation !== 'no' && task?.status === 'assigned'
    return isInside && workerSid !== undefined ? [{ participant, workerSid, task }] : []
  })
}

/** The task that a participant came with; undefined if it is gone, or was not read. */
export function taskOf({ tasks }: Observation, { taskSid }: ObservedParticipant): PresentTask | undefined {
  const task = tasks.find(({ sid }) => sid === taskSid)
  return task === undefined || task.status === 'gone' ? undefined : task
}

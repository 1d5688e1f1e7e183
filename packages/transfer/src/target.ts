import type { Remark } from './decision.ts'
import { agentsInside } from './inside.ts'
import type { Observation, ObservedTarget, WorkflowReach } from './observation.ts'
import type { RefusalCode } from './refusal.ts'

/** Why nobody could follow an invite to this target; undefined if somebody can. */
export function whyNotRoutable(target: ObservedTarget, observation: Observation): RefusalCode | undefined {
  switch (target.type) {
    case 'missing':
      return 'target_not_found'
    case 'worker':
      return whyWorkerNotRoutable(target, observation)
    case 'queue':
      if (!reachesQueue(observation.workflow, target)) return 'target_queue_unreachable'
      return target.hasWorkers ? undefined : 'target_queue_empty'
  }
}

type WorkerTarget = Extract<ObservedTarget, { type: 'worker' }>
type QueueTarget = Extract<ObservedTarget, { type: 'queue' }>

function whyWorkerNotRoutable(target: WorkerTarget, observation: Observation): RefusalCode | undefined {
  if (agentsInside(observation).some(({ workerSid }) => workerSid === target.sid)) return 'target_inside'
  if (!target.available) return 'target_worker_unavailable'
  return reachesWorker(observation.workflow, target) ? undefined : 'target_worker_unreachable'
}

function reachesWorker(workflow: WorkflowReach | undefined, { queueSids }: WorkerTarget): boolean {
  return workflow?.knownWorkerQueueSids.some((queueSid) => queueSids.includes(queueSid)) === true
}

function reachesQueue(workflow: WorkflowReach | undefined, { sid }: QueueTarget): boolean {
  return workflow !== undefined && (workflow.catchesRest || workflow.queueSids.includes(sid))
}

/** What a person should know about an invite that is on its way to this target. */
export function remarksOn(target: ObservedTarget | undefined, taskChannelUniqueName: string): readonly Remark[] {
  if (target?.type === 'worker' && target.freeCapacity[taskChannelUniqueName] === 0) return ['target_at_capacity']
  if (target?.type === 'queue' && !target.hasAvailableWorkers) return ['target_queue_has_nobody_available']
  return []
}

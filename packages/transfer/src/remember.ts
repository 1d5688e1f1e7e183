import { withoutClaim } from './claim.ts'
import { agentsInside } from './inside.ts'
import { isCustomerHere } from './customers.ts'
import { NEVER_JOINED, wasNotNeeded } from './end-reason.ts'
import type { Memory, RememberedTask, RememberedVerdict } from './memory.ts'
import type { Observation, ObservedTask } from './observation.ts'
import { isNobodyThere } from './nobody-there.ts'
import { sourceTask } from './repair-invite.ts'
import type { TaskSid, WorkerSid } from './sid.ts'

/** A channel has few tasks; the oldest are forgotten first. */
const TASKS_MAX = 50

/** A repair's tries count against it for this long after the last one, even if what it mends comes and goes. */
const TRIES_KEPT_MS = 3_600_000

/** What is to be kept of a look, because Twilio will have forgotten it by the next one. */
export function remember(memory: Memory, observation: Observation, nowMs: number): Memory {
  const inside = agentsInside(observation)
  // Where nobody has been inside yet, what the customer's first task knew is all that there is.
  const last = inside.at(-1)?.task ?? (memory.lastTask === undefined ? sourceTask(observation, undefined) : undefined)
  const joined = observation.participants.flatMap(({ taskSid }) => (taskSid === undefined ? [] : [taskSid]))
  const joinedTaskSids = newest([...memory.joinedTaskSids, ...joined])
  return {
    ...memory,
    taskSids: newest([...memory.taskSids, ...observation.tasks.map(({ sid }) => sid)]),
    joinedTaskSids,
    verdicts: verdictsAfter(memory, observation, new Set(joinedTaskSids)),
    customers: customersAfter(memory, observation),
    tries: Object.fromEntries(
      Object.entries(memory.tries).filter(([, { lastAtMs }]) => nowMs - lastAtMs < TRIES_KEPT_MS),
    ),
    ...(last === undefined ? {} : { lastTask: rememberedTask(last) }),
    ...(inside.length === 0 ? {} : { agentInsideAtMs: nowMs }),
    deduplicated: memory.deduplicated.filter((sid) => !isSafelyInside(observation, sid)),
    madeInactive: memory.madeInactive && isStillAsLeft(observation),
  }
}

/** Until somebody comes; one that still looks active with nobody in it is shown as it was before. */
function isStillAsLeft(observation: Observation): boolean {
  return observation.channel.status === 'inactive' || isNobodyThere(observation)
}

function isSafelyInside(observation: Observation, workerSid: WorkerSid): boolean {
  const [only, ...others] = agentsInside(observation).filter((agent) => agent.workerSid === workerSid)
  return only?.participant.inConversation === 'yes' && others.length === 0
}

function rememberedTask({ sid, attributes, priority, taskChannelUniqueName }: RememberedTask): Memory['lastTask'] {
  return { sid, attributes: withoutClaim(attributes), priority, taskChannelUniqueName }
}

function newest(sids: readonly TaskSid[]): TaskSid[] {
  return [...new Set(sids)].slice(-TASKS_MAX)
}

function verdictsAfter(
  { verdicts }: Memory,
  { tasks, onDemand }: Observation,
  joined: ReadonlySet<TaskSid>,
): Memory['verdicts'] {
  const read = Object.entries(onDemand?.verdicts ?? {}).flatMap(([sid, verdict]) =>
    verdict === 'unknown' ? [] : [[sid, verdict] as const],
  )
  const seen = tasks.flatMap((task) => {
    const verdict = verdictOn(task, joined)
    // What a repair has found out goes before what the task looks like afterwards.
    return verdict === undefined || verdicts[task.sid] !== undefined ? [] : [[task.sid, verdict] as const]
  })
  return { ...verdicts, ...Object.fromEntries([...read, ...seen]) }
}

function verdictOn(task: ObservedTask, joined: ReadonlySet<TaskSid>): RememberedVerdict | undefined {
  switch (task.status) {
    case 'canceled':
      return wasNotNeeded(task.reason) ? 'notNeeded' : 'failed'
    case 'wrapping':
    case 'completed':
      return task.reason === NEVER_JOINED ? 'failed' : 'served'
    case 'assigned':
      return joined.has(task.sid) ? 'served' : undefined
    case 'pending':
    case 'reserved':
    case 'gone':
      return undefined
  }
}

function customersAfter({ customers }: Memory, { participants }: Observation): Memory['customers'] {
  const seen = participants
    .filter(isCustomerHere)
    .map(({ participantSid, memberSid }) => ({ participantSid, memberSid }))
  const known = customers.filter((customer) => !seen.some((one) => one.participantSid === customer.participantSid))
  return [...known, ...seen]
}

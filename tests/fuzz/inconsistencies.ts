import type { World } from '@conversation-transfer/twilio-emulator'

/** What contradicts itself in a world, a sentence each. */
export function inconsistencies(world: World): string[] {
  return [
    ...tasksWithoutTheirReservation(world),
    ...reservationsWithoutTheirTask(world),
    ...strangersInChannels(world),
    ...bindingsInUseTwice(world),
    ...indexesGoneAstray(world),
  ]
}

/** What should have been gone long since, when no caller has done anything for weeks. */
export function remains({ taskrouter, assumptions }: World): string[] {
  const reservations = assumptions.deletedTaskReservations === 'kept' ? [] : taskrouter.reservations.all()
  const rows = [...taskrouter.tasks.all(), ...reservations]
  const left = rows.map(({ sid, status }) => `${sid} is still there, and ${status}`)
  return taskrouter.timers.size === 0 ? left : [...left, `${taskrouter.timers.size} timers of TaskRouter still wait`]
}

/** The reservations of a task that take up somebody's capacity, by the task's status. */
const OPEN_BY_STATUS: Readonly<Record<string, RegExp>> = {
  pending: /^$/,
  reserved: /^pending(,pending)*$/,
  assigned: /^accepted$/,
  wrapping: /^wrapping$/,
  completed: /^$/,
  canceled: /^$/,
}

const OPEN: ReadonlySet<string> = new Set(['pending', 'accepted', 'wrapping'])

function tasksWithoutTheirReservation({ taskrouter }: World): string[] {
  const openByTask = new Map<string, string[]>()
  for (const { taskSid, status } of taskrouter.reservations.all()) {
    if (OPEN.has(status)) openByTask.set(taskSid, [...(openByTask.get(taskSid) ?? []), status])
  }
  return taskrouter.tasks.all().flatMap(({ sid, status }) => {
    const open = (openByTask.get(sid) ?? []).join(',')
    return OPEN_BY_STATUS[status]?.test(open) === true ? [] : [`Task ${sid} is ${status}, its reservations '${open}'`]
  })
}

function reservationsWithoutTheirTask({ taskrouter, assumptions }: World): string[] {
  return taskrouter.reservations.all().flatMap(({ sid, taskSid, workerSid, status }) => {
    const mayOutlive = assumptions.deletedTaskReservations === 'kept' && !OPEN.has(status)
    const isAlone = !mayOutlive && taskrouter.tasks.get(taskSid) === undefined
    if (isAlone) return [`Reservation ${sid} outlives its task ${taskSid}`]
    const hasWorker = taskrouter.workers.get(workerSid) !== undefined
    return hasWorker || !OPEN.has(status)
      ? []
      : [`Reservation ${sid} is ${status}, and its worker ${workerSid} is gone`]
  })
}

/** An agent is in a channel by a task that somebody accepted, and that may be gone by now; in no other conversation. */
function strangersInChannels({ interactions, taskrouter, conversations }: World): string[] {
  return interactions.participants.all().flatMap(({ sid, channelSid, routing, conversationParticipantSid }) => {
    const channel = interactions.channels.get(channelSid)
    if (channel === undefined) return [`Participant ${sid} is in channel ${channelSid}, which is not there`]
    const task = routing === undefined ? undefined : taskrouter.tasks.get(routing.taskSid)
    if (task !== undefined && !['assigned', 'wrapping', 'completed'].includes(task.status)) {
      return [`Participant ${sid} is in channel ${channelSid} by task ${task.sid}, which is ${task.status}`]
    }
    const member = conversations.participants.get(conversationParticipantSid ?? '')
    const isElsewhere = member !== undefined && member.conversationSid !== channel.conversationSid
    return isElsewhere
      ? [`Participant ${sid} of channel ${channelSid} is in conversation ${member.conversationSid}`]
      : []
  })
}

/** Documented: an address and the number that it writes to are in one conversation that is not closed, at most. */
function bindingsInUseTwice({ conversations }: World): string[] {
  const seen = new Set<string>()
  return conversations.participants.all().flatMap(({ sid, conversationSid, messagingBinding }) => {
    const conversation = conversations.conversations.get(conversationSid)
    if (conversation === undefined) return [`Participant ${sid} outlives its conversation ${conversationSid}`]
    if (messagingBinding === undefined || conversation.state === 'closed') return []
    const pair = `${messagingBinding.address} ${messagingBinding.proxyAddress}`
    if (seen.has(pair)) return [`${pair} is in two open conversations`]
    seen.add(pair)
    return []
  })
}

/** What saves the routing a search must say what a search would find. */
function indexesGoneAstray({ taskrouter }: World): string[] {
  const { openByWorker } = taskrouter.reservationIndex
  const open = taskrouter.reservations.all().filter(({ status }) => OPEN.has(status))
  const indexed = openByWorker.entries().reduce((sum, [, sids]) => sum + sids.length, 0)
  const missing = open.filter(({ sid, workerSid }) => !openByWorker.sids(workerSid).includes(sid))
  const astray = missing.map(({ sid }) => `Open reservation ${sid} is not in the index`)
  return indexed === open.length ? astray : [...astray, `The index has ${indexed} open reservations of ${open.length}`]
}

import type { Emulator } from '@conversation-transfer/twilio-emulator'

type World = Emulator['world']

/** What contradicts itself in a world, a sentence each. */
export function inconsistencies(world: World): string[] {
  return [...tasksWithoutTheirReservation(world), ...strangersInChannels(world), ...bindingsInUseTwice(world)]
}

/** A task is reserved while it rings at somebody, assigned while somebody has accepted it, and otherwise neither. */
function tasksWithoutTheirReservation({ taskrouter }: World): string[] {
  const reservations = taskrouter.reservations.all()
  return taskrouter.tasks.all().flatMap(({ sid, status }) => {
    const own = reservations.filter(({ taskSid }) => taskSid === sid).map((reservation) => reservation.status)
    const rings = own.includes('pending')
    const accepted = own.includes('accepted')
    const isRight = rings === (status === 'reserved') && accepted === (status === 'assigned')
    return isRight ? [] : [`Task ${sid} is ${status}, and its reservations are ${own.join(', ')}`]
  })
}

function strangersInChannels({ interactions, taskrouter }: World): string[] {
  return interactions.participants.all().flatMap(({ sid, channelSid, routing }) => {
    const hasChannel = interactions.channels.get(channelSid) !== undefined
    const task = routing === undefined ? undefined : taskrouter.tasks.get(routing.taskSid)
    const isRight = hasChannel && task?.status !== 'pending' && task?.status !== 'reserved'
    return isRight ? [] : [`Participant ${sid} is in channel ${channelSid} with a task that is ${task?.status}`]
  })
}

/** Documented: an address and the number that it writes to are in one conversation that is not closed, at most. */
function bindingsInUseTwice({ conversations }: World): string[] {
  const seen = new Set<string>()
  return conversations.participants.all().flatMap(({ conversationSid, messagingBinding }) => {
    if (messagingBinding === undefined) return []
    if (conversations.conversations.get(conversationSid)?.state === 'closed') return []
    const pair = `${messagingBinding.address} ${messagingBinding.proxyAddress}`
    if (seen.has(pair)) return [`${pair} is in two open conversations`]
    seen.add(pair)
    return []
  })
}

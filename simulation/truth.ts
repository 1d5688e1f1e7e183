import type { World } from '@conversation-transfer/twilio-emulator'

/** An agent who serves the customer now, as it is and not as lagging lists show it. */
export interface Serving {
  readonly participantSid: string
  readonly workerSid: string
  readonly taskSid: string
}

/** The agents inside a channel, read from the emulator's own tables. */
export function servingIn(world: World, channelSid: string): Serving[] {
  const { interactions, taskrouter } = world
  return interactions.participants.all().flatMap((participant) => {
    const { sid, channelSid: channel, type, routing } = participant
    if (channel !== channelSid || type !== 'agent' || routing === undefined) return []
    const task = taskrouter.tasks.get(routing.taskSid)
    if (task?.status !== 'assigned') return []
    return [{ participantSid: sid, workerSid: routing.workerSid, taskSid: routing.taskSid }]
  })
}

export function channelStatus(world: World, channelSid: string): string | undefined {
  return world.interactions.channels.get(channelSid)?.status
}

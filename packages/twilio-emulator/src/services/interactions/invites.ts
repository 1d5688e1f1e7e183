import { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { createTask } from '../taskrouter/tasks.ts'
import { cannotJoinClosed } from './interaction-errors.ts'
import type { Routing } from './routing-request.ts'
import { putChannel, putInvite } from './rows.ts'
import type { InteractionChannel, Invite } from './state.ts'
import { taskAttributes } from './task-attributes.ts'

/**
 * Makes a new task for the channel, which will ring at an agent (IN-8). Throws 45376 if the channel is closed or failed
 * (switch, IN-38), and what TaskRouter throws for a task that it does not take: then nothing has changed.
 */
export function createInvite(world: World, channel: InteractionChannel, routing: Routing): Invite {
  const isOver = channel.status === 'closed' || channel.status === 'failed'
  if (isOver && world.assumptions.inviteToClosedChannel === 'refused') throw cannotJoinClosed()
  const invite = inviteWithTask(world, channel, { routing, inviteSid: newSid(world.random, 'KG') })
  putChannel(world, channel)
  return invite
}

/** An invite of the platform's own making: there is nobody to tell that TaskRouter refuses the task. */
export function tryInvite(world: World, channel: InteractionChannel, routing: Routing): Invite | undefined {
  try {
    return createInvite(world, channel, routing)
  } catch (error: unknown) {
    if (error instanceof TwilioError) return undefined
    throw error
  }
}

/** The task first: if TaskRouter refuses it, there is no invite. */
export function inviteWithTask(
  world: World,
  channel: Pick<InteractionChannel, 'sid' | 'interactionSid' | 'conversationSid' | 'type'>,
  { routing, inviteSid }: { readonly routing: Routing; readonly inviteSid: string },
): Invite {
  const subject = {
    interactionSid: channel.interactionSid,
    channelSid: channel.sid,
    inviteSid,
    conversationSid: channel.conversationSid,
    channelType: channel.type,
  }
  const task = createTask(world, {
    attributes: JSON.stringify(taskAttributes(world, routing.attributes, subject)),
    workflowSid: routing.workflowSid,
    taskChannelSid: routing.taskChannelSid,
    taskQueueSid: routing.taskQueueSid,
    priority: routing.priority,
    timeoutSeconds: routing.timeoutSeconds,
    routingTarget: routing.target,
    ignoreCapacity: routing.workerSid === undefined ? undefined : world.assumptions.directInviteIgnoresCapacity,
  })
  const invite = putInvite(world, {
    sid: inviteSid,
    interactionSid: channel.interactionSid,
    channelSid: channel.sid,
    taskSid: task.sid,
    taskAsCreated: task,
    workerSid: routing.workerSid,
    createdAtMs: world.clock.now(),
  })
  world.changes.publish({ kind: 'invite.created', invite })
  return invite
}

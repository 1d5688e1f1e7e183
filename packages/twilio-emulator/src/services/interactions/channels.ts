import type { Caller } from '../../transports/rest/message.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { setConversationState } from '../conversations/conversation-state.ts'
import { reservationsOfTask } from '../taskrouter/reservation-row.ts'
import type { Task } from '../taskrouter/state.ts'
import { cancelTask, completeTask, findTask, wrapUpTask } from '../taskrouter/tasks.ts'
import { channelConflict } from './interaction-errors.ts'
import { agentsOf, closeParticipant } from './participants.ts'
import { invitesOf, putChannel } from './rows.ts'
import type { ChannelStatus, InteractionChannel } from './state.ts'

export interface ChannelUpdate {
  readonly status: Extract<ChannelStatus, 'closed' | 'inactive' | 'pause' | 'active'>
  /** What becomes of the tasks; undefined leaves it to the default, which is wrapping. */
  readonly routingStatus: 'closed' | 'wrapup' | undefined
  readonly caller: Caller
}

/** Sets the channel's status, with all that follows from it (IN-15, IN-18). */
export function updateChannel(world: World, channel: InteractionChannel, update: ChannelUpdate): InteractionChannel {
  if (update.status === 'closed') return closeChannel(world, channel, update)
  if (channel.status === 'closed' || channel.status === 'failed') {
    throw channelConflict(`Channel ${channel.sid} is ${channel.status}: it cannot become ${update.status}`)
  }
  if (update.status === 'inactive') return leaveChannel(world, channel, update)
  return setStatus(world, channel, update.status)
}

/** Closes the channel for everybody: its tasks end or go to wrapping, and its conversation is closed (IN-15, IN-40). */
function closeChannel(world: World, channel: InteractionChannel, update: ChannelUpdate): InteractionChannel {
  const wasClosed = channel.status === 'closed'
  const open = openTasks(world, channel).filter((task) => mayEnd(world, task, update) || task.status === 'assigned')
  if (wasClosed && open.length === 0 && world.assumptions.closedTwice === 'refused') {
    throw channelConflict(`Channel ${channel.sid} is closed already`)
  }
  const closed = wasClosed ? putChannel(world, channel) : setStatus(world, channel, 'closed')
  for (const task of open) {
    if (mayEnd(world, task, update)) endTask(world, channel, task)
    else wrapUpTask(world, task)
  }
  if (world.assumptions.channelCloseCancelsInvites) cancelWaiting(world, channel)
  if (world.assumptions.channelCloseClosesConversation) closeConversation(world, channel)
  return closed
}

function closeConversation(world: World, { conversationSid }: InteractionChannel): void {
  const conversation = world.conversations.conversations.get(conversationSid)
  if (conversation === undefined || conversation.state === 'closed') return
  setConversationState(world, conversation, { state: 'closed', reason: 'API' })
}

/** All agents leave, their tasks are completed, and the conversation stays open for the customer's answer (IN-18). */
function leaveChannel(world: World, channel: InteractionChannel, update: ChannelUpdate): InteractionChannel {
  if (update.routingStatus !== 'closed') {
    throw invalidParameter('Status inactive requires Routing {"status":"closed"}')
  }
  const inactive = setStatus(world, channel, 'inactive')
  for (const participant of agentsOf(world, channel.sid)) closeParticipant(world, participant)
  for (const task of openTasks(world, channel)) completeTask(world, task)
  return inactive
}

function setStatus(world: World, channel: InteractionChannel, status: ChannelStatus): InteractionChannel {
  const updated = putChannel(world, { ...channel, status })
  world.changes.publish({ kind: 'channel.updated', channel: updated })
  return updated
}

/** The tasks that an agent has: assigned or in wrap-up. */
function openTasks(world: World, channel: InteractionChannel): Task[] {
  return tasksOf(world, channel).filter(({ status }) => status === 'assigned' || status === 'wrapping')
}

function tasksOf(world: World, channel: InteractionChannel): Task[] {
  const tasks = invitesOf(world, channel.sid).map(({ taskSid }) => findTask(world, taskSid))
  return tasks.filter((task) => task !== undefined)
}

/** With routing `closed` a task is completed; an agent's own call completes only the agent's own (switch, IN-24). */
function mayEnd(world: World, task: Task, { routingStatus, caller }: ChannelUpdate): boolean {
  if (routingStatus !== 'closed') return false
  if (caller.kind !== 'worker' || world.assumptions.agentCloseCompletes === 'all') return true
  return holders(world, task).includes(caller.workerSid)
}

function holders(world: World, task: Task): string[] {
  const open = reservationsOfTask(world, task.sid).filter(
    ({ status }) => status === 'accepted' || status === 'wrapping',
  )
  return open.map(({ workerSid }) => workerSid)
}

/** The agent's participant goes with the task; an agent who never got in has none. */
function endTask(world: World, channel: InteractionChannel, task: Task): void {
  const agent = agentsOf(world, channel.sid).find(({ routing }) => routing?.taskSid === task.sid)
  if (agent === undefined) completeTask(world, task)
  else closeParticipant(world, agent)
}

function cancelWaiting(world: World, channel: InteractionChannel): void {
  const waiting = tasksOf(world, channel).filter(({ status }) => status === 'pending' || status === 'reserved')
  for (const task of waiting) cancelTask(world, task, 'Channel closed')
}

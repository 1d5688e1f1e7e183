import {
  channelOfConversation,
  invitesOf,
  messagesOf,
  participantsOf,
  reservationsOfTask,
  type Conversation,
  type InteractionChannel,
  type Invite,
  type World,
} from '@conversation-transfer/twilio-emulator'
import type { Channel, ConversationSummary } from '../view/live-view.ts'
import { askedFor } from './asked-for.ts'
import { customerOf, customerTitle, fullNameOf, workerOfIdentity } from './names.ts'

/** A list of more would be read by nobody. */
const CONVERSATIONS_MAX = 100

/** The newest conversations, the newest first. */
export function conversationSummaries(world: World): ConversationSummary[] {
  const newest = world.conversations.conversations.all().slice(-CONVERSATIONS_MAX).reverse()
  return newest.map((conversation) => summary(world, conversation))
}

function summary(world: World, conversation: Conversation): ConversationSummary {
  const { sid, state, createdAtMs } = conversation
  const channel = channelOfConversation(world, sid)
  const customer = customerOf(world, sid)
  const agents = channel === undefined ? [] : agentsInside(world, channel)
  const waitingFor = channel === undefined ? [] : waitedFor(world, channel)
  const messages = messagesOf(world, sid)
  const last = messages.at(-1)
  // Before the first message nobody has asked for anybody; and a parked channel's next message brings a new task (IN-18).
  const wantsSomebody = messages.length > 0 && channel?.status !== 'inactive'
  return {
    conversationSid: sid,
    channel: channelType(channel, customer?.messagingBinding?.type),
    customer: customer === undefined ? (conversation.friendlyName ?? 'A customer') : customerTitle(customer),
    state: state === 'initializing' ? 'active' : state,
    agents,
    waitingFor,
    isAlone: state === 'active' && wantsSomebody && agents.length === 0 && waitingFor.length === 0,
    lastMessage:
      last === undefined
        ? undefined
        : {
            author: authorName(world, sid, last.author),
            body: last.body,
            at: new Date(last.createdAtMs).toISOString(),
          },
    startedAt: new Date(createdAtMs).toISOString(),
  }
}

/** Those whose task is assigned: in wrap-up one is not inside any more. */
function agentsInside(world: World, channel: InteractionChannel): string[] {
  const agents = participantsOf(world, channel.sid).flatMap(({ routing }) => {
    const isInside = world.taskrouter.tasks.get(routing?.taskSid ?? '')?.status === 'assigned'
    return routing !== undefined && isInside ? [routing.workerSid] : []
  })
  return [...new Set(agents)].map((workerSid) => workerName(world, workerSid))
}

function waitedFor(world: World, channel: InteractionChannel): string[] {
  return [...new Set(invitesOf(world, channel.sid).flatMap((invite) => waitedForBy(world, invite)))]
}

/** The worker whom the invite names; or those at whom it rings; or the queue that it waits in. */
function waitedForBy(world: World, invite: Invite): string[] {
  const { taskSid } = invite
  const task = world.taskrouter.tasks.get(taskSid)
  if (task?.status !== 'pending' && task?.status !== 'reserved') return []
  const target = askedFor(invite)
  if (target?.kind === 'worker') return [workerName(world, target.sid)]
  const ringing = reservationsOfTask(world, taskSid).filter(({ status }) => status === 'pending')
  if (ringing.length > 0) return ringing.map((reservation) => workerName(world, reservation.workerSid))
  return [world.taskrouter.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName ?? 'an agent']
}

function workerName(world: World, workerSid: string): string {
  const worker = world.taskrouter.workers.get(workerSid)
  return worker === undefined ? 'An agent' : fullNameOf(worker)
}

function authorName(world: World, conversationSid: string, author: string): string {
  const worker = workerOfIdentity(world, author)
  if (worker !== undefined) return fullNameOf(worker)
  const customer = customerOf(world, conversationSid)
  const isCustomers = customer?.identity === author || customer?.messagingBinding?.address === author
  return customer !== undefined && isCustomers ? customerTitle(customer) : author
}

/** A webchat is known by its guest until its interaction says what it is. */
function channelType(channel: InteractionChannel | undefined, binding: string | undefined): Channel {
  const type = channel?.type ?? binding ?? 'web'
  return type === 'web' || type === 'sms' || type === 'whatsapp' ? type : 'other'
}

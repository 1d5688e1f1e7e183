import { invalidParameter, notBuilt, notFound } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { createInvite, tryInvite } from './invites.ts'
import { leaveConversation, wrapUpParticipant } from './participants.ts'
import { repeatedRouting } from './repeated-routing.ts'
import type { Routing } from './routing-request.ts'
import { inviteOfTask } from './rows.ts'
import type { InteractionChannel, InteractionParticipant, Transfer } from './state.ts'

export interface NewTransfer {
  readonly type: Transfer['type']
  /** The agent who hands over. */
  readonly from: string
  /** A worker, queue or workflow. */
  readonly to: string
  readonly noteSid: string | undefined
  readonly summarySid: string | undefined
}

/** Makes a task like the sender's for the target; the sender stays until somebody accepts it (observed, IN-19). */
export function createTransfer(world: World, channel: InteractionChannel, fields: NewTransfer): Transfer {
  if (fields.type !== 'cold') throw notBuilt(`The emulator has cold transfers only, not ${fields.type} ones`)
  const sender = senderOf(world, channel, fields.from)
  const sent = sender.routing === undefined ? undefined : inviteOfTask(world, sender.routing.taskSid)
  const routing = sent === undefined ? undefined : repeatedRouting(world, sent)
  if (routing === undefined) throw invalidParameter(`Participant ${fields.from} has no task to transfer`)
  const invite = createInvite(world, channel, towards(routing, fields.to))
  const nowMs = world.clock.now()
  const transfer = putTransfer(world, {
    ...fields,
    sid: newSid(world.random, 'UX'),
    interactionSid: channel.interactionSid,
    channelSid: channel.sid,
    executionSid: newSid(world.random, 'QW'),
    status: 'active',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
  world.interactions.transferIndex.add(invite.taskSid, transfer.sid)
  world.changes.publish({ kind: 'transfer.created', transfer })
  return transfer
}

/** Throws Twilio's 404. */
export function findTransfer(world: World, channel: InteractionChannel, sid: string): Transfer {
  const transfer = world.interactions.transfers.get(sid)
  if (transfer?.channelSid !== channel.sid) {
    throw notFound(`/v1/Interactions/${channel.interactionSid}/Channels/${channel.sid}/Transfers/${sid}`)
  }
  return transfer
}

export function transfersOf(world: World, channelSid: string): Transfer[] {
  const { transfers, transferIndex } = world.interactions
  const rows = transferIndex.sids(channelSid).map((sid) => transfers.get(sid))
  return rows.filter((row) => row !== undefined)
}

/** The target has joined: the sender goes to wrap-up and is out of the conversation (observed, IN-19). */
export function completeTransfer(world: World, joined: InteractionParticipant): void {
  const transfer = joined.routing === undefined ? undefined : activeTransfer(world, joined.routing.taskSid)
  if (transfer === undefined) return
  setStatus(world, transfer, 'completed')
  const sender = world.interactions.participants.get(transfer.from)
  if (sender === undefined) return
  leaveConversation(world, sender)
  wrapUpParticipant(world, { ...sender, conversationParticipantSid: undefined })
}

/** A worker who refused is replaced by whom the workflow finds (documented, IN-19); after that the transfer fails. */
export function transferCanceled(world: World, taskSid: string): void {
  const transfer = activeTransfer(world, taskSid)
  const invite = inviteOfTask(world, taskSid)
  const channel = transfer === undefined ? undefined : world.interactions.channels.get(transfer.channelSid)
  if (transfer === undefined || invite === undefined || channel === undefined) return
  const routing = invite.workerSid === undefined ? undefined : repeatedRouting(world, invite)
  const isOver = routing === undefined || channel.status === 'closed'
  const again = isOver ? undefined : tryInvite(world, channel, routing)
  if (again === undefined) setStatus(world, transfer, 'failed')
  else world.interactions.transferIndex.add(again.taskSid, transfer.sid)
}

function activeTransfer(world: World, taskSid: string): Transfer | undefined {
  return transfersOf(world, taskSid).find(({ status }) => status === 'active')
}

function putTransfer(world: World, transfer: Transfer): Transfer {
  world.interactions.transferIndex.add(transfer.channelSid, transfer.sid)
  return world.interactions.transfers.put(transfer)
}

function setStatus(world: World, before: Transfer, status: Transfer['status']): void {
  const transfer = putTransfer(world, { ...before, status, updatedAtMs: world.clock.now() })
  world.changes.publish({ kind: 'transfer.updated', transfer })
}

function senderOf(world: World, channel: InteractionChannel, sid: string): InteractionParticipant {
  const sender = world.interactions.participants.get(sid)
  if (sender?.channelSid !== channel.sid || sender.type !== 'agent') {
    throw invalidParameter(`from must name an agent of channel ${channel.sid}, not '${sid}'`)
  }
  return sender
}

function towards(routing: Routing, to: string): Routing {
  if (to.startsWith('WK')) return { ...routing, workerSid: to, target: to }
  if (to.startsWith('WQ')) return { ...routing, taskQueueSid: to, target: to }
  if (to.startsWith('WW')) return { ...routing, workflowSid: to }
  throw invalidParameter(`to must name a worker, queue or workflow, not '${to}'`)
}

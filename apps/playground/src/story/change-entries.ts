import type { Invite, LoggedChange, Message } from '@conversation-transfer/twilio-emulator'
import { askedFor } from '../live/asked-for.ts'
import type { StoryEntry } from '../view/conversation-story.ts'
import type { Cast } from './cast.ts'

/** The sentence of an entry and what goes with it. */
interface Line extends Pick<StoryEntry, 'kind' | 'title' | 'tone' | 'laneId'> {
  readonly detail?: string | undefined
}

/** The entry of a change; undefined for those that say nothing to somebody who looks on. */
export function changeEntry(logged: LoggedChange, cast: Cast): StoryEntry | undefined {
  const line =
    conversationLine(logged, cast) ??
    interactionLine(logged, cast) ??
    taskLine(logged, cast) ??
    reservationLine(logged, cast)
  if (line === undefined) return undefined
  const { number, at, change } = logged
  return { id: `change-${number}`, at, detail: undefined, durationMs: undefined, raw: change, ...line }
}

function conversationLine({ kind, change }: LoggedChange, cast: Cast): Line | undefined {
  if ('message' in change) return messageLine(kind, change.message, cast)
  if ('participant' in change && 'conversationSid' in change.participant) {
    const { participant } = change
    // Agents are told of with the interaction's own participants.
    if (!cast.isCustomer(participant) || kind === 'conversation-participant.updated') return undefined
    const line = { kind: 'participant', laneId: participant.sid } as const
    const name = cast.customer(participant)
    return kind === 'conversation-participant.added'
      ? { ...line, title: `${name} came in`, tone: 'plain' }
      : { ...line, title: `${name} is out of the conversation`, tone: 'bad' }
  }
  if (!('conversation' in change)) return undefined
  const line = { kind: 'conversation', laneId: undefined, tone: 'plain' } as const
  if (kind === 'conversation.created') return { ...line, title: 'The conversation began' }
  if (kind === 'conversation.deleted') return { ...line, title: 'The conversation was deleted', tone: 'bad' }
  if (!('reason' in change)) return undefined
  return { ...line, title: `The conversation is ${change.conversation.state}`, detail: `By ${change.reason}` }
}

function messageLine(kind: LoggedChange['kind'], message: Message, cast: Cast): Line | undefined {
  const { name, laneId } = cast.author(message)
  const files = message.media.map(({ filename, sid }) => filename ?? sid).join(', ')
  const detail = [message.body, files].filter((text) => text !== '').join(' · ')
  const line = { kind: 'message', laneId, detail, tone: 'plain' } as const
  if (kind === 'message.added') return { ...line, title: `${name} wrote` }
  return kind === 'message.removed' ? { ...line, title: `A message of ${name} was removed` } : undefined
}

function interactionLine(logged: LoggedChange, cast: Cast): Line | undefined {
  switch (logged.kind) {
    case 'invite.created':
      return inviteLine(logged.change.invite, cast)
    case 'participant.joined':
    case 'participant.left': {
      const { routing } = logged.change.participant
      if (routing === undefined) return undefined
      const name = cast.worker(routing.workerSid)
      const line = { kind: 'participant', laneId: routing.workerSid } as const
      if (logged.kind === 'participant.joined') return { ...line, title: `${name} came in`, tone: 'good' }
      return { ...line, title: `${name} left`, tone: 'plain' }
    }
    case 'participant.add-failed': {
      const { reservation, error } = logged.change
      const title = `${cast.worker(reservation.workerSid)} accepted and could not come in`
      return { kind: 'participant', laneId: reservation.workerSid, title, detail: error.message, tone: 'bad' }
    }
    case 'channel.created':
      return { kind: 'conversation', laneId: undefined, title: 'The conversation was sent to Flex', tone: 'plain' }
    case 'channel.updated': {
      const title = `The channel is ${logged.change.channel.status}`
      return { kind: 'conversation', laneId: undefined, title, tone: 'plain' }
    }
    case 'transfer.created':
    case 'transfer.updated': {
      const { type, status } = logged.change.transfer
      return { kind: 'invite', laneId: undefined, title: `Flex's own ${type} transfer is ${status}`, tone: 'plain' }
    }
    default:
      return undefined
  }
}

function inviteLine(invite: Invite, cast: Cast): Line {
  const target = askedFor(invite)
  const line = { kind: 'invite', laneId: target?.sid, tone: 'waiting' } as const
  switch (target?.kind) {
    case 'worker':
      return { ...line, title: `${cast.worker(target.sid)} was invited` }
    case 'queue':
      return { ...line, title: `Somebody of ${cast.queue(target.sid)} was invited` }
    case undefined:
      return { ...line, title: 'An agent was asked for' }
  }
}

function taskLine({ kind, change }: LoggedChange, cast: Cast): Line | undefined {
  if (!('task' in change)) return undefined
  const { taskQueueSid, reason } = change.task
  const queue = taskQueueSid === undefined ? 'no queue' : cast.queue(taskQueueSid)
  const line = { kind: 'task', laneId: taskQueueSid, tone: 'plain' } as const
  switch (kind) {
    case 'task.created':
      return { ...line, laneId: undefined, title: 'A task was created' }
    case 'task-queue.entered':
      return { ...line, title: `It waits in ${queue}`, tone: 'waiting' }
    case 'task-queue.timeout':
      return { ...line, title: `Nobody of ${queue} took it in time`, tone: 'bad' }
    case 'workflow.timeout':
      return { ...line, laneId: undefined, title: 'The workflow has nobody left to ask', tone: 'bad' }
    case 'task.canceled':
      return { ...line, title: 'The task was canceled', detail: reason, tone: 'bad' }
    case 'task.deleted':
      return { ...line, title: 'The task was deleted', tone: 'bad' }
    default:
      return undefined
  }
}

function reservationLine({ kind, change }: LoggedChange, cast: Cast): Line | undefined {
  if (!('reservation' in change)) return undefined
  const { workerSid } = change.reservation
  const name = cast.worker(workerSid)
  const line = { kind: 'reservation', laneId: workerSid, tone: 'plain' } as const
  switch (kind) {
    case 'reservation.created':
      return { ...line, title: `It rings at ${name}`, tone: 'waiting' }
    case 'reservation.accepted':
      return { ...line, title: `${name} accepted`, tone: 'good' }
    case 'reservation.rejected':
      return { ...line, title: `${name} declined`, tone: 'bad' }
    case 'reservation.timeout':
      return { ...line, title: `${name} did not answer`, tone: 'bad' }
    case 'reservation.canceled':
      return { ...line, title: `It stopped ringing at ${name}` }
    case 'reservation.rescinded':
      return { ...line, title: `Somebody else was quicker than ${name}` }
    case 'reservation.wrapup':
      return { ...line, title: `${name} is in wrap-up` }
    case 'reservation.completed':
      return { ...line, title: `${name} is done` }
    default:
      return undefined
  }
}

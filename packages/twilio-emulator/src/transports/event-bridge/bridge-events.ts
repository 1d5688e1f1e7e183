import type { InteractionParticipant } from '../../services/interactions/state.ts'
import { participantJson } from '../../services/interactions/participant-json.ts'
import { participantsOf } from '../../services/interactions/rows.ts'
import { reservationsOfTask } from '../../services/taskrouter/reservation-row.ts'
import type { ReservationStatus, Task } from '../../services/taskrouter/state.ts'
import type { Change } from '../../world/change.ts'
import type { World } from '../../world/world.ts'
import { isObject } from '../rest/parameters.ts'
import { reservationPayload, taskPayload, workerChannelPayload, workerPayload } from './payloads.ts'

/** One piece of news for the desktops of one worker. */
export interface BridgeEvent {
  readonly workerSid: string
  /** Twilio's name of it, such as `reservation.created`. */
  readonly type: string
  readonly payload: object
}

/** What the desktops are told of a change, as things are at this moment (EB-11). */
export function bridgeEvents(world: World, change: Change): readonly BridgeEvent[] {
  switch (change.kind) {
    case 'worker.activity.update':
    case 'worker.attributes.update':
      return [{ workerSid: change.worker.sid, type: change.kind, payload: workerPayload(world, change.worker) }]
    case 'worker.capacity.update':
    case 'worker.channel.availability.update':
      return [{ workerSid: change.worker.sid, type: change.kind, payload: workerChannelPayload(world, change.channel) }]
    case 'reservation.created':
    case 'reservation.accepted':
    case 'reservation.rejected':
    case 'reservation.timeout':
    case 'reservation.canceled':
    case 'reservation.rescinded':
    case 'reservation.wrapup':
    case 'reservation.completed': {
      const { reservation, task } = change
      const payload = reservationPayload(world, reservation, task)
      return [{ workerSid: reservation.workerSid, type: change.kind, payload }]
    }
    case 'task.updated':
    case 'task.wrapup':
    case 'task.completed':
    case 'task.canceled':
      return holdersOf(world, change.task).map((workerSid) => {
        return { workerSid, type: change.kind, payload: taskPayload(world, change.task) }
      })
    case 'participant.joined':
      return participantEvents(world, 'participant.added', change.participant)
    case 'participant.left':
      return participantEvents(world, 'participant.removed', change.participant)
    case 'participant.updated':
      return participantEvents(world, 'participant.modified', change.participant)
    case 'participant.add-failed':
      return [joiningFailed(change)]
    default:
      return []
  }
}

/** Who sees the task on their desktop; who let it go by does not any more. */
const GONE_BY: ReadonlySet<ReservationStatus> = new Set(['rejected', 'timeout', 'rescinded'])

function holdersOf(world: World, task: Task): readonly string[] {
  const holding = reservationsOfTask(world, task.sid).filter(({ status }) => !GONE_BY.has(status))
  return [...new Set(holding.map(({ workerSid }) => workerSid))]
}

/**
 * An agent hears of their own coming and going. Of a participant without a task every agent in the channel hears, each
 * by their own task: the desktop fails on an event that names none (EB-12).
 */
function participantEvents(world: World, type: string, participant: InteractionParticipant): BridgeEvent[] {
  const { routing, channelSid } = participant
  const hearing = routing === undefined ? participantsOf(world, channelSid).map((agent) => agent.routing) : [routing]
  return hearing
    .filter((agent) => agent !== undefined)
    .map(({ taskSid, workerSid, reservationSid }) => {
      const routing_properties = { task_sid: taskSid, worker_sid: workerSid, reservation_sid: reservationSid }
      const payload = { ...participantPayload(world, participant, workerSid), routing_properties }
      return { workerSid, type, payload }
    })
}

function participantPayload(world: World, participant: InteractionParticipant, workerSid: string): object {
  const { sid, channelSid, interactionSid, type } = participant
  const json = participantJson(world, participant, { kind: 'worker', workerSid })
  return {
    participant_sid: sid,
    channel_sid: channelSid,
    interaction_sid: interactionSid,
    type,
    channel_type: world.interactions.channels.get(channelSid)?.type ?? null,
    media_properties: isObject(json) ? (json['media_properties'] ?? null) : null,
  }
}

function joiningFailed(change: Extract<Change, { kind: 'participant.add-failed' }>): BridgeEvent {
  const { channel, task, reservation, error } = change
  const { workerSid } = reservation
  return {
    workerSid,
    type: 'participant.add.failed',
    payload: {
      participant_sid: null,
      channel_sid: channel.sid,
      interaction_sid: channel.interactionSid,
      type: 'agent',
      channel_type: channel.type,
      routing_properties: { task_sid: task.sid, worker_sid: workerSid, reservation_sid: reservation.sid },
      media_properties: null,
      error_data: { error_code: error.code, error_message: error.message },
    },
  }
}

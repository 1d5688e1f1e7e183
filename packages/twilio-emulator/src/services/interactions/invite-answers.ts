import type { Caller } from '../../transports/rest/message.ts'
import { invalidParameter, notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { acceptReservation, findReservation, rejectReservation } from '../taskrouter/reservations.ts'
import type { Reservation } from '../taskrouter/state.ts'
import { findTask } from '../taskrouter/tasks.ts'
import { joinAgent, refuseJoining } from './agent-joining.ts'
import type { InteractionChannel, Invite } from './state.ts'

export interface InviteAnswer {
  readonly channel: InteractionChannel
  readonly inviteSid: string
  readonly action: 'accept' | 'decline'
  readonly reservationSid: string
  readonly caller: Caller
}

/**
 * What the Flex UI does when an agent accepts or declines (observed, IN-9). Whether an agent who could not join any more
 * is refused before the reservation is touched, or gets the task and stays outside, is a switch (IN-39).
 */
export function answerInvite(world: World, answer: InviteAnswer): Invite {
  const invite = findInvite(world, answer)
  const reservation = reservationOf(world, invite, answer)
  if (answer.action === 'decline') {
    rejectReservation(world, reservation)
    return invite
  }
  if (world.assumptions.acceptIntoClosedChannel === 'refused') refuseJoining(world, answer.channel)
  const accepted = acceptReservation(world, reservation)
  const task = findTask(world, invite.taskSid)
  if (task !== undefined) joinAgent(world, { task, reservation: accepted })
  return invite
}

function findInvite(world: World, { channel, inviteSid }: InviteAnswer): Invite {
  const invite = world.interactions.invites.get(inviteSid)
  if (invite?.channelSid !== channel.sid) {
    throw notFound(`/v1/Interactions/${channel.interactionSid}/Channels/${channel.sid}/Invites/${inviteSid}`)
  }
  return invite
}

function reservationOf(world: World, invite: Invite, { reservationSid, caller }: InviteAnswer): Reservation {
  const reservation = findReservation(world, reservationSid)
  if (reservation?.taskSid !== invite.taskSid) {
    throw invalidParameter(`Reservation ${reservationSid} is not one of the task of invite ${invite.sid}`)
  }
  if (caller.kind === 'worker' && caller.workerSid !== reservation.workerSid) {
    throw new TwilioError(403, 20403, `Reservation ${reservationSid} belongs to another worker`)
  }
  return reservation
}

import {
  inviteOfTask,
  letRingOut,
  openReservationsOfWorker,
  updateWorker,
  type Emulator,
  type Reservation,
  type Worker,
  type World,
} from '@conversation-transfer/twilio-emulator'
import { fullNameOf } from '../live/names.ts'
import { Refusal } from './refusal.ts'
import { postToTwilio } from './twilio-call.ts'

/** Answers what rings at the worker as the Flex UI does: through the invite, with a token of the worker's (IN-9). */
export async function answerRing(emulator: Emulator, workerSid: string, action: 'accept' | 'decline'): Promise<void> {
  const { world } = emulator
  const reservation = ringingAt(world, workerSid)
  const invite = inviteOfTask(world, reservation.taskSid)
  if (invite === undefined) throw new Refusal(409, 'What rings there is no conversation.')
  const { interactionSid, channelSid, sid } = invite
  await postToTwilio(emulator, {
    address: `flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}/Invites/${sid}`,
    body: { action, routing: { type: 'taskrouter', reservation: { sid: reservation.sid } } },
    by: { workerSid },
  })
}

/** Lets what rings at the worker ring out at once. */
export function ignoreRing(world: World, workerSid: string): void {
  letRingOut(world, ringingAt(world, workerSid).sid)
}

/** Puts the worker into the activity of this name. Throws a Refusal if there is none. */
export function goTo(world: World, workerSid: string, activityName: string): void {
  const worker = findWorker(world, workerSid)
  const activity = world.taskrouter.activities.all().find(({ friendlyName }) => friendlyName === activityName)
  if (activity === undefined) throw new Refusal(400, `There is no activity '${activityName}'.`)
  updateWorker(world, worker, { activitySid: activity.sid })
}

/** Throws a Refusal if there is no such worker. */
export function findWorker(world: World, workerSid: string): Worker {
  const worker = world.taskrouter.workers.get(workerSid)
  if (worker === undefined) throw new Refusal(404, `There is no worker ${workerSid}.`)
  return worker
}

/** What has been ringing longest. */
function ringingAt(world: World, workerSid: string): Reservation {
  const worker = findWorker(world, workerSid)
  const ringing = openReservationsOfWorker(world, workerSid).find(({ status }) => status === 'pending')
  if (ringing === undefined) throw new Refusal(409, `Nothing rings at ${fullNameOf(worker)}.`)
  return ringing
}

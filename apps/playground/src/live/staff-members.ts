import {
  inviteOfTask,
  loadOf,
  openReservationsOfWorker,
  queuesOf,
  workerChannelsOf,
  workerIdentity,
  type Reservation,
  type Worker,
  type World,
} from '@conversation-transfer/twilio-emulator'
import type { StaffMember, StaffTask } from '../view/live-view.ts'
import type { Watched } from './compute-live-view.ts'
import { customerOf, customerTitle, fullNameOf } from './names.ts'

/** The task channel on which messaging conversations come. */
const TASK_CHANNEL = 'chat'

/** Everybody who works here, in the order in which they were hired. */
export function staffMembers({ world, hasDesktop }: Watched): StaffMember[] {
  return world.taskrouter.workers.all().map((worker) => {
    const activity = world.taskrouter.activities.get(worker.activitySid)
    return {
      workerSid: worker.sid,
      name: worker.friendlyName,
      fullName: fullNameOf(worker),
      isSupervisor: workerIdentity(worker).roles.includes('supervisor'),
      queues: queuesOf(world, worker.sid).map(({ friendlyName }) => friendlyName),
      activity: { name: activity?.friendlyName ?? '', isAvailable: activity?.available ?? false },
      load: load(world, worker),
      hasDesktop: hasDesktop(worker.sid),
      tasks: openReservationsOfWorker(world, worker.sid).map((reservation) => staffTask(world, reservation)),
    }
  })
}

function load(world: World, worker: Worker): StaffMember['load'] {
  const chat = world.taskrouter.taskChannels.all().find(({ uniqueName }) => uniqueName === TASK_CHANNEL)
  const channel = workerChannelsOf(world, worker.sid).find(({ taskChannelSid }) => taskChannelSid === chat?.sid)
  return { assigned: loadOf(world, worker.sid, chat?.sid ?? ''), capacity: channel?.configuredCapacity ?? 0 }
}

function staffTask(world: World, { sid, status, taskSid }: Reservation): StaffTask {
  const channelSid = inviteOfTask(world, taskSid)?.channelSid ?? ''
  const conversationSid = world.interactions.channels.get(channelSid)?.conversationSid
  const customer = customerOf(world, conversationSid ?? '')
  return {
    reservationSid: sid,
    status: status === 'pending' ? 'ringing' : status === 'wrapping' ? 'wrapping' : 'accepted',
    conversationSid,
    customer: customer === undefined ? 'A customer' : customerTitle(customer),
  }
}

import { fromDesktop } from './any-envelope.ts'
import type { Play } from './play.ts'

const HOST = 'http://emulator/__twilio'
const CUSTOMERS = 9

type Row = { readonly sid: string }

/**
 * Something that an agent or a customer does all day, if it can be done now. Without these, fuzz would seldom come to
 * the states in which an odd request matters: an agent inside, a task that is being wrapped up, a second agent invited.
 */
export function anyMove(play: Play): Request | undefined {
  return play.dice.oneOf(MOVES)(play)
}

type Move = (play: Play) => Request | undefined

/** To answer an invite is what most others wait for. */
const MOVES: readonly [Move, ...Move[]] = [
  customerWrites,
  comesBack,
  answersInvite,
  answersInvite,
  answersTask,
  endsTask,
  leaves,
  bringsIn,
  closesChannel,
  handsOver,
  notes,
]

function customerWrites({ dice }: Play): Request {
  const number = `+1500555000${1 + dice.upTo(CUSTOMERS - 1)}`
  const [from, to] = dice.onceIn(2) ? [number, '+15005550006'] : [`whatsapp:${number}`, 'whatsapp:+15005550006']
  const body = JSON.stringify({ from, to, body: dice.garbage() })
  return new Request('http://emulator/__emulator/inbound-messages', { method: 'POST', body })
}

/** A ringing that nobody answered has put the worker offline. */
function comesBack(play: Play): Request | undefined {
  const { taskrouter } = play.emulator.world
  const worker = anyRow(play, taskrouter.workers.all())
  const activity = taskrouter.activities.all().find(({ available }) => available)
  if (worker === undefined || activity === undefined) return undefined
  return post(play, `${workspace(play)}/Workers/${worker.sid}`, { ActivitySid: activity.sid })
}

/** Accepts or declines as the Flex UI does. */
function answersInvite(play: Play): Request | undefined {
  const { taskrouter, interactions } = play.emulator.world
  const ringing = taskrouter.reservations.all().filter(({ status }) => status === 'pending')
  const reservation = anyRow(play, ringing)
  const invite = interactions.invites.all().find(({ taskSid }) => taskSid === reservation?.taskSid)
  if (reservation === undefined || invite === undefined) return undefined
  const path = `/v1/Interactions/${invite.interactionSid}/Channels/${invite.channelSid}/Invites/${invite.sid}`
  const answer = {
    action: play.dice.onceIn(4) ? 'decline' : 'accept',
    routing: { type: 'taskrouter', reservation: { sid: reservation.sid } },
  }
  if (play.dice.onceIn(2)) return fromDesktop(play, reservation.workerSid, [path, answer])
  const body = JSON.stringify(answer)
  const authorization = play.agents.get(reservation.workerSid) ?? play.authorization
  const headers = { 'Content-Type': 'application/json', Authorization: authorization }
  return new Request(`${HOST}/flex-api.twilio.com${path}`, { method: 'POST', headers, body })
}

/** Accepts or rejects through TaskRouter's own API. */
function answersTask(play: Play): Request | undefined {
  const { taskrouter } = play.emulator.world
  const reservation = anyRow(
    play,
    taskrouter.reservations.all().filter(({ status }) => status === 'pending'),
  )
  if (reservation === undefined) return undefined
  const ReservationStatus = play.dice.onceIn(3) ? 'rejected' : 'accepted'
  if (play.dice.onceIn(2)) {
    const { sid, workerSid } = reservation
    const { workspaceSid } = play.emulator.contactCenter
    const path = `/Workspaces/${workspaceSid}/Workers/${workerSid}/Reservations/${sid}`
    return fromDesktop(play, workerSid, [path, { ReservationStatus }])
  }
  const path = `${workspace(play)}/Tasks/${reservation.taskSid}/Reservations/${reservation.sid}`
  return post(play, path, { ReservationStatus })
}

function endsTask(play: Play): Request | undefined {
  const tasks = play.emulator.world.taskrouter.tasks.all()
  const task = anyRow(
    play,
    tasks.filter(({ status }) => status === 'assigned' || status === 'wrapping'),
  )
  if (task === undefined) return undefined
  const status = task.status === 'assigned' && play.dice.onceIn(2) ? 'wrapping' : 'completed'
  return post(play, `${workspace(play)}/Tasks/${task.sid}`, { AssignmentStatus: status })
}

function leaves(play: Play): Request | undefined {
  const participants = play.emulator.world.interactions.participants.all()
  const participant = anyRow(play, participants)
  if (participant === undefined) return undefined
  const { interactionSid, channelSid, sid } = participant
  const path = `/v1/Interactions/${interactionSid}/Channels/${channelSid}/Participants/${sid}`
  const status = play.dice.onceIn(3) ? 'closed' : 'wrapup'
  const workerSid = participant.routing?.workerSid
  if (workerSid !== undefined && play.dice.onceIn(2)) return fromDesktop(play, workerSid, [path, { status }])
  return post(play, `flex-api.twilio.com${path}`, { Status: status })
}

/** An agent brings somebody in who is no agent. */
function bringsIn(play: Play): Request | undefined {
  const agent = anyRow(
    play,
    play.emulator.world.interactions.participants.all().filter(({ routing }) => routing !== undefined),
  )
  if (agent?.routing === undefined) return undefined
  const path = `/v1/Interactions/${agent.interactionSid}/Channels/${agent.channelSid}/Participants`
  const newcomer = { type: 'supervisor', media_properties: { identity: `guest-${play.dice.upTo(CUSTOMERS)}` } }
  return fromDesktop(play, agent.routing.workerSid, [path, newcomer])
}

/** An agent ends the conversation for everybody, and goes to wrap-up or is done. */
function closesChannel(play: Play): Request | undefined {
  const participants = play.emulator.world.interactions.participants.all()
  const agent = anyRow(
    play,
    participants.filter(({ routing }) => routing !== undefined),
  )
  if (agent?.routing === undefined || !play.dice.onceIn(4)) return undefined
  const path = `/v1/Interactions/${agent.interactionSid}/Channels/${agent.channelSid}`
  const routing = { status: play.dice.onceIn(2) ? 'wrapup' : 'closed' }
  return fromDesktop(play, agent.routing.workerSid, [path, { status: 'closed', routing }])
}

/** By the transfer button of the Flex UI. */
function handsOver(play: Play): Request | undefined {
  const { interactions, taskrouter } = play.emulator.world
  const agents = interactions.participants.all().filter(({ routing }) => routing !== undefined)
  const agent = anyRow(play, agents)
  const to = anyRow<Row>(play, play.dice.onceIn(3) ? taskrouter.taskQueues.all() : taskrouter.workers.all())
  if (agent === undefined || to === undefined) return undefined
  const { interactionSid, channelSid, sid } = agent
  // The Flex UI's own path, or the documented one.
  const instance = play.dice.onceIn(2) ? `/Instances/${play.emulator.contactCenter.flexInstanceSid}` : ''
  const path = `/v1${instance}/Interactions/${interactionSid}/Channels/${channelSid}/Transfers`
  const transfer = { type: 'cold', from: sid, to: to.sid }
  if (instance !== '' && agent.routing !== undefined && play.dice.onceIn(2)) {
    return fromDesktop(play, agent.routing.workerSid, [path, transfer])
  }
  const url = `${HOST}/flex-api.twilio.com${path}`
  const headers = { 'Content-Type': 'application/json', Authorization: play.authorization }
  const body = JSON.stringify(transfer)
  return new Request(url, { method: 'POST', headers, body })
}

/** Puts an item into a map of Sync, and makes the map first: by chance alone there is seldom one to be changed. */
function notes(play: Play): Request {
  const map = anyRow(play, play.emulator.world.sync.maps.all())
  const maps = 'sync.twilio.com/v1/Services/default/Maps'
  if (map === undefined) return post(play, maps, {})
  return post(play, `${maps}/${map.sid}/Items`, { Key: 'k', Data: '{"a":1}' })
}

function workspace({ emulator }: Play): string {
  return `taskrouter.twilio.com/v1/Workspaces/${emulator.contactCenter.workspaceSid}`
}

function post({ authorization }: Play, address: string, form: Readonly<Record<string, string>>): Request {
  const headers = { Authorization: authorization }
  return new Request(`${HOST}/${address}`, { method: 'POST', headers, body: new URLSearchParams(form) })
}

function anyRow<Found extends Row>({ dice }: Play, rows: readonly Found[]): Found | undefined {
  return rows.length === 0 ? undefined : rows[dice.upTo(rows.length - 1)]
}

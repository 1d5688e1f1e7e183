import { ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { isObject, pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { textField } from './body-field.ts'
import { channelIn } from './channel-routes.ts'
import { updateChannel } from './channels.ts'
import { participantJson } from './participant-json.ts'
import { readParticipantRequest } from './participant-request.ts'
import {
  agentsOf,
  closeParticipant,
  createParticipant,
  findParticipant,
  wasParticipant,
  wrapUpParticipant,
} from './participants.ts'
import { participantsOf } from './rows.ts'
import type { InteractionChannel } from './state.ts'

const LIST = '/v1/Interactions/:interactionSid/Channels/:channelSid/Participants'

const base = { host: 'flex-api.twilio.com', mark: 'documented' } as const

export const participantRoutes: readonly Route[] = [
  { ...base, method: 'GET', path: LIST, fact: 'IN-4', handle: list },
  {
    ...base,
    method: 'POST',
    path: LIST,
    fact: 'IN-14',
    handle: (request, world) => {
      const participant = createParticipant(world, channelIn(request, world), readParticipantRequest(request))
      return ok(participantJson(world, participant, request.caller))
    },
  },
  { ...base, method: 'POST', path: `${LIST}/:participantSid`, fact: 'IN-14', handle: update },
]

/** Besides the page there is the channel's type, which the Flex UI reads (observed, IN-4). */
function list(request: RestRequest, world: World): RestAnswer {
  const channel = channelIn(request, world)
  const answer = page({
    request,
    rows: participantsOf(world, channel.sid, world.assumptions.interactionsReadLagMs),
    key: 'participants',
    render: (participant) => participantJson(world, participant, request.caller),
  })
  return { ...answer, body: { channel_type: channel.type, ...(isObject(answer.body) ? answer.body : {}) } }
}

function update(request: RestRequest, world: World): RestAnswer {
  const status = textField(request, 'Status')
  if (status !== 'closed' && status !== 'wrapup') throw invalidParameter('Status must be closed or wrapup')
  const channel = channelIn(request, world)
  const sid = pathParameter(request, 'participantSid')
  if (world.assumptions.closedTwice === 'accepted' && isGone(world, channel, sid)) {
    return ok({
      sid,
      channel_sid: channel.sid,
      interaction_sid: channel.interactionSid,
      type: 'agent',
      routing_properties: null,
    })
  }
  const participant = findParticipant(world, channel, sid)
  if (status === 'wrapup') return ok(participantJson(world, wrapUpParticipant(world, participant), request.caller))
  closeParticipant(world, participant)
  const isOpen = channel.status !== 'closed' && channel.status !== 'failed'
  if (isOpen && closesEmptyChannel(request) && agentsOf(world, channel.sid).length === 0) {
    updateChannel(world, channel, { status: 'closed', routingStatus: 'closed', caller: request.caller })
  }
  return ok(participantJson(world, participant, request.caller))
}

function isGone(world: World, channel: InteractionChannel, sid: string): boolean {
  return world.interactions.participants.get(sid) === undefined && wasParticipant(world, channel, sid)
}

/** What the Flex UI sends along when an agent completes a task after a transfer (observed, IN-14). */
function closesEmptyChannel({ json }: RestRequest): boolean {
  return isObject(json) && json['closeChannelIfLastParticipant'] === true
}

import { ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { objectField, textField } from './body-field.ts'
import { updateChannel, type ChannelUpdate } from './channels.ts'
import { channelJson } from './interaction-json.ts'
import { findChannel, findInteraction } from './rows.ts'
import type { InteractionChannel } from './state.ts'

const LIST = '/v1/Interactions/:interactionSid/Channels'

/** What the documentation lets a request set; `pause` and `active` only come from the Flex UI (observed, IN-18). */
const DOCUMENTED_STATUSES = ['closed', 'inactive'] as const
const FLEX_UI_STATUSES = [...DOCUMENTED_STATUSES, 'pause', 'active'] as const

const base = { host: 'flex-api.twilio.com', mark: 'documented' } as const

export const channelRoutes: readonly Route[] = [
  {
    ...base,
    method: 'GET',
    path: LIST,
    fact: 'IN-1',
    handle: (request, world) => {
      const interaction = findInteraction(world, pathParameter(request, 'interactionSid'))
      const channel = world.interactions.channels.get(interaction.channelSid)
      return page({ request, rows: channel === undefined ? [] : [channel], key: 'channels', render: channelJson })
    },
  },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:channelSid`,
    fact: 'IN-1',
    handle: (request, world) => ok(channelJson(channelIn(request, world))),
  },
  {
    ...base,
    method: 'POST',
    path: `${LIST}/:channelSid`,
    fact: 'IN-15',
    handle: (request, world) => ok(channelJson(updateChannel(world, channelIn(request, world), readUpdate(request)))),
  },
]

/** The channel that the path names. Throws Twilio's 404. */
export function channelIn(request: RestRequest, world: World): InteractionChannel {
  return findChannel(world, pathParameter(request, 'interactionSid'), pathParameter(request, 'channelSid'))
}

function readUpdate(request: RestRequest): ChannelUpdate {
  const allowed = request.caller.kind === 'worker' ? FLEX_UI_STATUSES : DOCUMENTED_STATUSES
  const text = textField(request, 'Status')
  // Codes of the error dictionary; that they come as 400 is assumed (IN-16).
  if (text === undefined) throw new TwilioError(400, 45358, 'Missing status parameter')
  const status = allowed.find((name) => name === text)
  if (status === undefined) {
    throw new TwilioError(400, 45359, `Invalid status parameter '${text}': it must be one of ${allowed.join(', ')}`)
  }
  return { status, routingStatus: readRoutingStatus(request), caller: request.caller }
}

function readRoutingStatus(request: RestRequest): ChannelUpdate['routingStatus'] {
  const routing = objectField(request, 'Routing')
  if (routing === undefined) return undefined
  const { status } = routing
  if (status === undefined || status === 'closed' || status === 'wrapup') return status
  throw invalidParameter('Routing must be {"status":"closed"} or {"status":"wrapup"}')
}

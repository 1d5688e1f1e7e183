import { ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { isObject, pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { objectField, requiredObject, textField } from './body-field.ts'
import { channelIn } from './channel-routes.ts'
import { inviteJson } from './interaction-json.ts'
import { answerInvite } from './invite-answers.ts'
import { createInvite } from './invites.ts'
import { readRouting } from './routing-request.ts'
import { invitesOf } from './rows.ts'

const LIST = '/v1/Interactions/:interactionSid/Channels/:channelSid/Invites'

const base = { host: 'flex-api.twilio.com' } as const

export const inviteRoutes: readonly Route[] = [
  { ...base, method: 'POST', path: LIST, mark: 'documented', fact: 'IN-8', handle: create },
  { ...base, method: 'GET', path: LIST, mark: 'documented', fact: 'IN-10', handle: list },
  { ...base, method: 'POST', path: `${LIST}/:inviteSid`, mark: 'observed', fact: 'IN-9', handle: answer },
]

function create(request: RestRequest, world: World): RestAnswer {
  const routing = readRouting(world, requiredObject(request, 'Routing'))
  const invite = createInvite(world, channelIn(request, world), routing)
  return { status: world.assumptions.inviteCreatedStatus, body: inviteJson(world, invite) }
}

function list(request: RestRequest, world: World): RestAnswer {
  return page({
    request,
    rows: invitesOf(world, channelIn(request, world).sid, world.assumptions.interactionsReadLagMs),
    key: 'invites',
    render: (invite) => inviteJson(world, invite),
  })
}

function answer(request: RestRequest, world: World): RestAnswer {
  const action = textField(request, 'Action')
  if (action !== 'accept' && action !== 'decline') throw invalidParameter('action must be accept or decline')
  const reservation = objectField(request, 'Routing')?.['reservation']
  const reservationSid = isObject(reservation) ? reservation['sid'] : undefined
  if (typeof reservationSid !== 'string') throw invalidParameter('routing.reservation.sid must name a reservation')
  const invite = answerInvite(world, {
    channel: channelIn(request, world),
    inviteSid: pathParameter(request, 'inviteSid'),
    action,
    reservationSid,
    caller: request.caller,
  })
  return ok(inviteJson(world, invite))
}

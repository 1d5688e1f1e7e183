import { ok, type RestRequest } from '../../transports/rest/message.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { requiredObject, textField } from './body-field.ts'
import { interactionJson } from './interaction-json.ts'
import { readChannelRequest } from './interaction-request.ts'
import { createInteraction } from './interactions.ts'
import { readRouting } from './routing-request.ts'
import { findInteraction } from './rows.ts'
import type { Interaction } from './state.ts'

const base = { host: 'flex-api.twilio.com', mark: 'documented' } as const

export const interactionRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: '/v1/Interactions',
    fact: 'IN-5',
    handle: (request, world) => ok(interactionJson(world, create(request, world))),
  },
  {
    ...base,
    method: 'GET',
    path: '/v1/Interactions/:interactionSid',
    fact: 'IN-3',
    handle: (request, world) => ok(interactionJson(world, named(request, world))),
  },
  {
    ...base,
    method: 'POST',
    path: '/v1/Interactions/:interactionSid',
    fact: 'IN-1',
    handle: (request, world) => {
      const interaction = named(request, world)
      const webhookTtid = textField(request, 'WebhookTtid') ?? interaction.webhookTtid
      const updated = world.interactions.interactions.put({ ...interaction, webhookTtid })
      return ok({ ...interactionJson(world, updated), routing: null })
    },
  },
]

function named(request: RestRequest, world: World): Interaction {
  return findInteraction(world, pathParameter(request, 'interactionSid'))
}

function create(request: RestRequest, world: World): Interaction {
  return createInteraction(world, {
    channel: readChannelRequest(requiredObject(request, 'Channel')),
    routing: readRouting(world, requiredObject(request, 'Routing')),
    contextSid: textField(request, 'InteractionContextSid'),
    webhookTtid: textField(request, 'WebhookTtid'),
  })
}

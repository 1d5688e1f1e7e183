import { interactionsRoutes } from '../../services/interactions/routes.ts'
import type { Route } from '../rest/route.ts'
import { EVENT_BRIDGE_HOST } from './envelope.ts'

const CHANNEL = '/v1/Interactions/:interactionSid/Channels/:channelSid'

/** The calls of the Interactions API that the Flex UI makes through the event bridge, never through REST (EB-8). */
const THROUGH_THE_BRIDGE: readonly (readonly [method: Route['method'], path: string])[] = [
  ['POST', '/v1/Interactions'],
  ['GET', '/v1/Interactions/:interactionSid/Channels'],
  ['POST', CHANNEL],
  ['POST', `${CHANNEL}/Invites/:inviteSid`],
  ['GET', `${CHANNEL}/Participants`],
  ['POST', `${CHANNEL}/Participants`],
  ['POST', `${CHANNEL}/Participants/:participantSid`],
  ['GET', `${CHANNEL.replace('/v1/', '/v1/Instances/:instanceSid/')}/Transfers`],
  ['POST', `${CHANNEL.replace('/v1/', '/v1/Instances/:instanceSid/')}/Transfers`],
  ['GET', '/v1/Channels'],
]

/** They do what their namesakes in the REST API do. */
export const messagingCalls: readonly Route[] = THROUGH_THE_BRIDGE.map(([method, path]) => {
  const route = interactionsRoutes.find((candidate) => candidate.method === method && candidate.path === path)
  if (route === undefined) throw new Error(`The Interactions API has no call ${method} ${path}.`)
  return { ...route, host: EVENT_BRIDGE_HOST, mark: 'observed', fact: 'EB-8' }
})

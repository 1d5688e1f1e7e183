import { ok } from '../../transports/rest/message.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { channelJson } from './interaction-json.ts'

/** The list from which the Flex UI restores what its agents have paused (observed, IN-18). */
export const pausedChannelRoutes: readonly Route[] = [
  {
    host: 'flex-api.twilio.com',
    method: 'GET',
    path: '/v1/Channels',
    mark: 'observed',
    fact: 'IN-18',
    handle: ({ url }, world) => {
      const status = url.searchParams.get('status') ?? url.searchParams.get('Status')
      if (status === null) throw invalidParameter('status must name the status of the channels to list')
      const channels = world.interactions.channels.all().filter((channel) => channel.status === status)
      return ok({ content: channels.map(channelJson) })
    },
  },
]

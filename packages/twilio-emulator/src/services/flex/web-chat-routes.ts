import { created } from '../../transports/rest/message.ts'
import { required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { createWebChat } from './web-chats.ts'

export const webChatRoutes: readonly Route[] = [
  {
    host: 'flex-api.twilio.com',
    method: 'POST',
    path: '/v2/WebChats',
    mark: 'documented',
    fact: 'FX-4',
    handle: ({ form }, world) => {
      const { conversation, identity } = createWebChat(world, {
        addressSid: required(form, 'AddressSid'),
        chatFriendlyName: form.get('ChatFriendlyName') ?? undefined,
        customerFriendlyName: form.get('CustomerFriendlyName') ?? undefined,
        preEngagementData: form.get('PreEngagementData') ?? undefined,
        identity: form.get('Identity') ?? undefined,
      })
      return created({ conversation_sid: conversation.sid, identity })
    },
  },
]

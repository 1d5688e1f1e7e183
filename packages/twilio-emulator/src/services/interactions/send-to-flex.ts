import type { World } from '../../world/world.ts'
import type { ConversationParticipant } from '../conversations/state.ts'
import { customerName } from './customer-name.ts'
import { createInteraction } from './interactions.ts'
import type { ChannelType, Interaction } from './state.ts'

/** Studio's own default: a customer's task that nobody takes is canceled after an hour (IN-21). */
const TIMEOUT_SECONDS = 3600
const TASK_CHANNEL = 'chat'

/**
 * What Studio's widget "Send to Flex" does for a customer who has just written: an interaction, by the account's first
 * workflow (assumed: the flow itself is not built). Throws what creating an interaction throws.
 */
export function sendToFlex(world: World, customer: ConversationParticipant): Interaction {
  const { taskChannels, workflows } = world.taskrouter
  const name = customerName(customer)
  const from = customer.messagingBinding?.address ?? customer.identity ?? ''
  const type = channelType(customer)
  return createInteraction(world, {
    channel: { type, initiatedBy: 'customer', conversationSid: customer.conversationSid, participants: [] },
    routing: {
      workflowSid: workflows.all()[0]?.sid ?? '',
      taskChannelSid: taskChannels.all().find(({ uniqueName }) => uniqueName === TASK_CHANNEL)?.sid ?? '',
      taskQueueSid: undefined,
      workerSid: undefined,
      target: undefined,
      attributes: {
        channelType: type,
        customerAddress: from,
        from: name ?? from,
        name: name ?? from,
        customerName: name ?? from,
      },
      priority: undefined,
      timeoutSeconds: TIMEOUT_SECONDS,
    },
  })
}

function channelType({ messagingBinding }: ConversationParticipant): ChannelType {
  return messagingBinding?.type ?? 'web'
}

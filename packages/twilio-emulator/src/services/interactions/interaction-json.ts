import type { World } from '../../world/world.ts'
import { findTask } from '../taskrouter/tasks.ts'
import { routingJson } from './routing-json.ts'
import type { Interaction, InteractionChannel, Invite } from './state.ts'

const BASE = 'https://flex-api.twilio.com/v1/Interactions'

/** An interaction as Twilio answers it, with the task that came with it (IN-3). */
export function interactionJson(world: World, interaction: Interaction): object {
  const { sid, channelSid, inviteSid, contextSid, webhookTtid } = interaction
  const url = `${BASE}/${sid}`
  const invite = world.interactions.invites.get(inviteSid)
  return {
    sid,
    channel: { type: world.interactions.channels.get(channelSid)?.type ?? null, sid: channelSid },
    routing: invite === undefined ? null : routingJson(world, findTask(world, invite.taskSid) ?? invite.taskAsCreated),
    interaction_context_sid: contextSid ?? null,
    webhook_ttid: webhookTtid ?? null,
    url,
    links: { channels: `${url}/Channels` },
  }
}

/** `error_code` is 0, not null, where there is no error: the Flex UI compares it with 0 (observed, IN-3). */
export function channelJson({ sid, interactionSid, type, status, conversationSid }: InteractionChannel): object {
  const url = `${BASE}/${interactionSid}/Channels/${sid}`
  return {
    sid,
    interaction_sid: interactionSid,
    type,
    status,
    media_sid: conversationSid,
    error_code: 0,
    error_message: null,
    url,
    links: { participants: `${url}/Participants`, invites: `${url}/Invites`, transfers: `${url}/Transfers` },
  }
}

/** Whether the list shows the task as it is now is a switch: `invitesListTask` (IN-29). */
export function inviteJson(world: World, invite: Invite): object {
  const { sid, channelSid, interactionSid, taskAsCreated } = invite
  const current = world.assumptions.invitesListTask === 'current' ? findTask(world, invite.taskSid) : undefined
  return {
    sid,
    channel_sid: channelSid,
    interaction_sid: interactionSid,
    routing: routingJson(world, current ?? taskAsCreated),
    url: `${BASE}/${interactionSid}/Channels/${channelSid}/Invites/${sid}`,
  }
}

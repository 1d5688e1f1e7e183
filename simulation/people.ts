import type { Account } from './account.ts'
import type { Dice } from './dice.ts'
import { channelStatus } from './truth.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The one conversation of a run. */
export interface Chat {
  readonly conversationSid: string
  readonly interactionSid: string
  readonly channelSid: string
}

const CUSTOMER = 'customer'

/** How a run's agents answer when it rings; what is left is that they let it ring. */
export interface Manners {
  readonly accepts: number
  readonly declines: number
}

/** A customer writes for the first time: there is a conversation, and a task that looks for an agent. */
export async function customerComes({ call, contactCenter }: Account): Promise<Chat> {
  const conversation = await call('POST', 'conversations.twilio.com/v1/Conversations', {
    Attributes: '{"topic":"lamp"}',
  })
  const conversationSid = String(conversation['sid'])
  await call('POST', `conversations.twilio.com/v1/Conversations/${conversationSid}/Participants`, {
    Identity: CUSTOMER,
  })
  await customerWrites({ call }, conversationSid, 'Hello')
  const { workspaceSid, assignWorkflowSid } = contactCenter
  const properties = {
    workspace_sid: workspaceSid,
    workflow_sid: assignWorkflowSid,
    task_channel_unique_name: 'chat',
    attributes: { from: CUSTOMER, order: 4711 },
  }
  const interaction = await call('POST', 'flex-api.twilio.com/v1/Interactions', {
    Channel: JSON.stringify({
      type: 'web',
      initiated_by: 'customer',
      properties: { media_channel_sid: conversationSid },
    }),
    Routing: JSON.stringify({ properties }),
  })
  const channel = interaction['channel'] as { readonly sid: string }
  return { conversationSid, interactionSid: String(interaction['sid']), channelSid: channel.sid }
}

export async function customerWrites(
  { call }: Pick<Account, 'call'>,
  conversationSid: string,
  body: string,
): Promise<void> {
  await call('POST', `conversations.twilio.com/v1/Conversations/${conversationSid}/Messages`, {
    Author: CUSTOMER,
    Body: body,
  })
}

export async function customerLeaves({ call }: Account, conversationSid: string): Promise<void> {
  await call('DELETE', `conversations.twilio.com/v1/Conversations/${conversationSid}/Participants/${CUSTOMER}`)
}

/** An agent presses End: the channel is closed for everybody. */
export async function endChat({ call }: Account, { interactionSid, channelSid }: Chat): Promise<void> {
  await call('POST', `flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}`, {
    Status: 'closed',
  })
}

export async function goTo({ call, contactCenter }: Account, workerSid: string, activity: string): Promise<void> {
  const sid = contactCenter.activities.find(({ name }) => name === activity)?.sid ?? ''
  await call('POST', `taskrouter.twilio.com/v1/Workspaces/${contactCenter.workspaceSid}/Workers/${workerSid}`, {
    ActivitySid: sid,
  })
}

/** Answers what rings at anybody, each as their manners are; who cannot join any more has been refused by Twilio. */
async function answerRings(account: Account, dice: Dice, { accepts, declines }: Manners): Promise<void> {
  const { taskrouter, interactions } = account.emulator.world
  for (const reservation of taskrouter.reservations.all()) {
    const invite = interactions.invites.all().find(({ taskSid }) => taskSid === reservation.taskSid)
    if (reservation.status !== 'pending' || invite === undefined) continue
    const answer = dice.chance()
    const action = answer < accepts ? 'accept' : answer < accepts + declines ? 'decline' : undefined
    if (action === undefined) continue
    const path = `flex-api.twilio.com/v1/Interactions/${invite.interactionSid}/Channels/${invite.channelSid}/Invites/${invite.sid}`
    const routing = JSON.stringify({ type: 'taskrouter', reservation: { sid: reservation.sid } })
    await account.call('POST', path, { Action: action, Routing: routing }).catch(() => undefined)
  }
}

/** Agents in wrap-up are done with it sooner or later. */
async function finishWrapups({ emulator, call, contactCenter }: Account, dice: Dice): Promise<void> {
  for (const { sid, status } of emulator.world.taskrouter.tasks.all()) {
    if (status !== 'wrapping' || dice.happens(0.7)) continue
    const address = `taskrouter.twilio.com/v1/Workspaces/${contactCenter.workspaceSid}/Tasks/${sid}`
    await call('POST', address, { AssignmentStatus: 'completed', Reason: 'Wrapped up' }).catch(() => undefined)
  }
}

/** Goes on answering until told to stop. */
export async function liveOn(
  { account, dice, time, chat }: { account: Account; dice: Dice; time: VirtualTime; chat: Chat },
  manners: () => Manners,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await time.wait(dice.integer(500, 4_000))
    await answerRings(account, dice, manners())
    if (channelStatus(account.emulator.world, chat.channelSid) !== undefined) await finishWrapups(account, dice)
  }
}

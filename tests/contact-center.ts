import {
  Agent,
  customerWrites,
  openStage,
  silentTimeline,
  type OpenChat,
  type Stage,
} from '@conversation-transfer/demo'
import { onTestFinished } from 'vitest'

/** A contact center in which Alice chats with a customer, and Bob, Carol and Dave are available. */
export interface ChatInProgress {
  readonly stage: Stage
  readonly alice: Agent
  readonly bob: Agent
  readonly carol: Agent
  readonly chat: OpenChat
}

/** Opens a contact center of its own for one test, and closes it afterwards. */
export async function openTestStage(): Promise<Stage> {
  const stage = await openStage(silentTimeline)
  onTestFinished(() => stage.close())
  return stage
}

export async function chatInProgress(): Promise<ChatInProgress> {
  const stage = await openTestStage()
  const [alice, bob, carol] = await Promise.all([
    Agent.login(stage, 'alice'),
    Agent.login(stage, 'bob'),
    Agent.login(stage, 'carol'),
  ])
  const others = [bob, carol, await Agent.login(stage, 'dave')]
  for (const agent of others) await agent.goTo('Offline')
  await customerWrites(stage, 'web', 'Hello')
  const chat = await alice.accept()
  for (const agent of others) await agent.goTo('Available')
  return { stage, alice, bob, carol, chat }
}

/** Everything that a command could have changed, as it is and not as lagging lists show it. */
export function pictureOf({ emulator: { world } }: Stage): object {
  const { taskrouter, interactions, conversations } = world
  return structuredClone({
    tasks: taskrouter.tasks.all(),
    channels: interactions.channels.all(),
    participants: interactions.participants.all(),
    invites: interactions.invites.all(),
    conversations: conversations.conversations.all(),
    members: conversations.participants.all(),
  })
}

/** How many invites transfers have made, as it is and not as lagging lists show it. */
export function transfersOf({ stage, chat }: ChatInProgress): number {
  const { invites } = stage.emulator.world.interactions
  const first = chat.attributes['flexChannelInviteSid']
  return invites.all().filter(({ sid }) => sid !== first).length
}

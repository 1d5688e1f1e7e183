import type { Twilio } from 'twilio'
import type { Scene } from './scene.ts'

type Conversations = Twilio['conversations']['v1']['conversations']

/** The conversation, through the SDK. */
export function conversation(scene: Scene, sid: string): ReturnType<Conversations> {
  return scene.subject.twilio.conversations.v1.conversations(sid)
}

/** Adds a conversation. Returns its sid. */
export async function addConversation(
  scene: Scene,
  options: Parameters<Conversations['create']>[0] = {},
): Promise<string> {
  const friendlyName = scene.name('conversation')
  const { conversations } = scene.subject.twilio.conversations.v1
  const { sid } = await conversations.create({ friendlyName, ...options })
  scene.afterwards(`the conversation ${sid}`, () => conversation(scene, sid).remove())
  return sid
}

import { expect, onTestFinished, test } from 'vitest'
import { addConversation, conversation } from './conversation-scene.ts'
import { addAnsweredChat, invite } from './interaction-scene.ts'
import type { Exchange } from './observing-client.ts'
import { readApiDescriptions } from './openapi-fields.ts'
import { Scene } from './scene.ts'
import { openEmulator } from './subject.ts'

/** A folder of Twilio's OpenAPI descriptions; they are Twilio's own and not part of this repository. */
const FOLDER = process.env['PARITY_OPENAPI_FOLDER']

/**
 * Where the emulator answers another set of fields, knowing better: what the Flex UI is seen to read in these answers
 * beyond what is described (the npm package @twilio/flex-ui 2.17.1).
 */
const KNOWN_DEVIATIONS = new Set([
  'flex-api.twilio.com Participants +channel_type',
  'flex-api.twilio.com Participants +media_properties',
  'flex-api.twilio.com Channels +media_sid',
])

test.skipIf(FOLDER === undefined)('answers have exactly the fields of Twilio’s API descriptions', async () => {
  const { deviationsOf } = readApiDescriptions(FOLDER ?? '')
  const subject = await openEmulator()
  onTestFinished(() => subject.close())
  await touchEverything(new Scene(subject))
  const answers = subject.exchanges.filter(({ status, method }) => status < 300 && method !== 'DELETE')
  const described = answers.filter((exchange) => deviationsOf(exchange) !== undefined)
  expect(new Set(described.map(resourceOf)).size).toBeGreaterThan(15)
  const found = described.flatMap((exchange) =>
    (deviationsOf(exchange) ?? []).map((deviation) => `${resourceOf(exchange)} ${deviation}`),
  )
  expect([...new Set(found)].filter((deviation) => !KNOWN_DEVIATIONS.has(deviation))).toEqual([])
})

/** The host and the last name in the path that is no sid: `taskrouter.twilio.com Tasks`. */
function resourceOf({ url }: Exchange): string {
  const { hostname, pathname } = new URL(url)
  const names = pathname.split('/').filter((name) => /^[A-Z][A-Za-z]+$/.test(name))
  return `${hostname} ${names.at(-1)}`
}

/** Reads and writes each kind of resource that the suite knows, one by one and in lists. */
async function touchEverything(scene: Scene): Promise<void> {
  const { workspace, subject } = scene
  const chat = await addAnsweredChat(scene)
  await invite(scene, chat, {})
  const task = workspace.tasks(chat.taskSid)
  const [reservation] = await task.reservations.list()
  const worker = workspace.workers(chat.worker.sid)
  const talk = conversation(scene, chat.conversationSid)
  const message = await talk.messages.create({ body: 'Hello' })
  const { interaction } = subject.twilio.flexApi.v1
  await Promise.all([
    workspace.fetch(),
    workspace.tasks.list(),
    task.update({ priority: 1 }),
    task.reservations(reservation?.sid ?? '').fetch(),
    worker.fetch(),
    worker.reservations.list(),
    worker.workerChannels.list(),
    workspace.activities.list(),
    workspace.taskQueues.list(),
    workspace.workflows.list(),
    workspace.taskChannels.list(),
    workspace.events.list(),
    talk.fetch(),
    talk.participants.list(),
    talk.participants(scene.identity('customer')).fetch(),
    talk.messages(message.sid).fetch(),
    talk.messages.list(),
    subject.twilio.conversations.v1.participantConversations.list({ identity: scene.identity('customer') }),
    interaction(chat.interactionSid).fetch(),
    chat.channel.fetch(),
    chat.channel.invites.list(),
    subject.twilio.flexApi.v1.configuration().fetch(),
  ])
  await chat.channel.update({ status: 'closed' })
  await addConversation(scene, { friendlyName: 'another' })
}

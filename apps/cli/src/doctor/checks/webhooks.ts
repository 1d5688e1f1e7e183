import { interactionWebhooks } from '../../account/interaction-webhooks.ts'
import type { Check, Patient } from '../check.ts'
import { error, warning, type Finding } from '../finding.ts'

/** What the backend wants to hear of; the rest is found by its census. */
const WANTED = ['onParticipantAdded', 'onParticipantRemoved', 'onMessageAdded', 'onConversationStateUpdated']

/** Whether Twilio tells the backend of what happens. Without webhooks it finds everything, only later. */
export const webhooks: Check = {
  name: 'webhooks',
  run: async (patient) => {
    const { backend } = patient
    if (backend === undefined) return []
    const remedy = `conversation-transfer setup --backend ${backend}`
    const address = `${backend.replace(/\/$/, '')}/webhooks`
    const streams = await streamsTo(patient, address)
    return [
      ...(await taskrouter(patient, address, streams.length > 0, remedy)),
      ...(await conversations(patient, address, streams.length > 0, remedy)),
      ...(await interactions(patient, address, remedy)),
      ...streams.flatMap((status) =>
        status === 'active'
          ? []
          : [error(`The sink of Event Streams to the backend is ${status}.`, 'Validate it under Event Streams.')],
      ),
    ]
  },
}

async function taskrouter(
  { workspace: { client, workspaceSid } }: Patient,
  address: string,
  isStreamed: boolean,
  remedy: string,
): Promise<Finding[]> {
  const { eventCallbackUrl } = await client.taskrouter.v1.workspaces(workspaceSid).fetch()
  if (eventCallbackUrl === `${address}/taskrouter` || isStreamed) return []
  const where = eventCallbackUrl === '' ? 'nowhere' : `to ${eventCallbackUrl}`
  return [warning(`TaskRouter's events go ${where}, and not to the backend.`, remedy)]
}

async function conversations(
  { workspace: { client } }: Patient,
  address: string,
  isStreamed: boolean,
  remedy: string,
): Promise<Finding[]> {
  const { postWebhookUrl, filters } = await client.conversations.v1.configuration.webhooks().fetch()
  if (postWebhookUrl !== `${address}/conversations`) {
    const where = postWebhookUrl ? `to ${postWebhookUrl}` : 'nowhere'
    return isStreamed ? [] : [warning(`Conversations' events go ${where}, and not to the backend.`, remedy)]
  }
  const missing = WANTED.filter((event) => !filters.includes(event))
  return missing.length === 0 ? [] : [warning(`The backend is not told of ${missing.join(', ')}.`, remedy)]
}

async function interactions({ workspace }: Patient, address: string, remedy: string): Promise<Finding[]> {
  if (await interactionWebhooks(workspace).has(`${address}/interactions`)) return []
  return [warning("Flex's own events, of who joins and leaves, do not go to the backend.", remedy)]
}

/** How the sinks that lead to the backend are. */
async function streamsTo({ workspace: { client } }: Patient, address: string): Promise<string[]> {
  const sinks = await client.events.v1.sinks.list()
  const ours = sinks.filter(({ sinkConfiguration }) => JSON.stringify(sinkConfiguration).includes(address))
  return ours.map(({ status }) => status)
}

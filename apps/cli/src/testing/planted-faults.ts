import { configureFlex } from '@conversation-transfer/local-installation'
import { interactionWebhooks } from '../account/interaction-webhooks.ts'
import { FUNCTIONS_FOLDER } from '../deployment/uploads.ts'
import { SETTLED_MS, type Scene } from './scene.ts'

const workspaceOf = ({ account }: Scene) => account.client.taskrouter.v1.workspaces(account.settings.workspaceSid)

async function workflowSidOf(scene: Scene): Promise<string> {
  const [found] = await workspaceOf(scene).workflows.list({ friendlyName: 'Conversation Transfer' })
  return found?.sid ?? ''
}

/** Changes the feature's keys; undefined takes one away. */
async function configure(scene: Scene, keys: Readonly<Record<string, unknown>>): Promise<void> {
  const { uiAttributes } = (await scene.account.client.flexApi.v1.configuration().fetch()) as {
    readonly uiAttributes: { readonly custom_data: { readonly features: { readonly conversation_transfer: object } } }
  }
  const feature = { ...uiAttributes.custom_data.features.conversation_transfer, ...keys }
  await configureFlex(scene.emulator, { features: { conversation_transfer: feature } })
}

async function redeploy(scene: Scene, code: string): Promise<void> {
  scene.files.set(`${FUNCTIONS_FOLDER}/conversation-transfer/look.js`, code)
  await scene.run('deploy', 'functions')
}

async function release(scene: Scene, version: string, pluginUrl: string): Promise<void> {
  const { v1 } = scene.account.client.flexApi
  const { sid } = await v1.plugins('conversation-transfer').pluginVersions.create({ versionParam: version, pluginUrl })
  const configuration = await v1.pluginConfigurations.create({
    name: 'x',
    plugins: [{ plugin_version: sid, phase: 3 }],
  })
  await v1.pluginReleases.create({ configurationId: configuration.sid })
}

export interface Fault {
  readonly what: string
  readonly plant: (scene: Scene, backend: string) => Promise<unknown>
  readonly check: string
  readonly severity: 'error' | 'warning'
  readonly says: RegExp
  readonly remedy: RegExp
}

const conversationWebhooks = ({ account }: Scene) => account.client.conversations.v1.configuration.webhooks()
const SETUP = /^conversation-transfer setup/
const DEPLOY_FUNCTIONS = /deploy functions/
const NO_CORS = `exports.handler = (context, event, callback) => callback(null, { code: 'malformed' })`
const NOT_CONFIGURED = `exports.handler = (context, event, callback) => {
  const response = new Twilio.Response()
  response.appendHeader('Access-Control-Allow-Origin', '*')
  response.setBody({ code: 'not_configured', because: 'TWILIO_FLEX_WORKSPACE_SID is missing.' })
  callback(null, response)
}`

/** What a doctor has to find in an account that was good before. */
export const PLANTED_FAULTS: readonly Fault[] = [
  {
    what: 'a clock that is wrong',
    plant: ({ emulator }) =>
      fetch(`${emulator.url}/__emulator/faults`, {
        method: 'POST',
        body: JSON.stringify({ kind: 'clock-skew', skewMs: 600_000 }),
      }),
    check: 'clock',
    severity: 'error',
    says: /600 s behind Twilio's/,
    remedy: /NTP/,
  },
  {
    what: 'a Flex UI of another generation',
    plant: (scene) => setFlex(scene, { ui_version: '1.34.0' }),
    check: 'Flex UI',
    severity: 'error',
    says: /is 1\.34\.0, and the plugin needs 2\.x/,
    remedy: /versioning/,
  },
  {
    what: 'no workflow',
    plant: async (scene) =>
      workspaceOf(scene)
        .workflows(await workflowSidOf(scene))
        .remove(),
    check: 'workflow',
    severity: 'error',
    says: /No workflow is called "Conversation Transfer"/,
    remedy: /workflow apply/,
  },
  {
    what: 'a queue that was added since',
    plant: (scene) => workspaceOf(scene).taskQueues.create({ friendlyName: 'Refunds' }),
    check: 'workflow',
    severity: 'error',
    says: /not the one for the queues that there are/,
    remedy: /workflow diff/,
  },
  {
    what: 'no queue of everyone',
    plant: async (scene) => {
      const [queue] = await workspaceOf(scene).taskQueues.list({ friendlyName: 'Everyone' })
      await workspaceOf(scene)
        .taskQueues(queue?.sid ?? '')
        .update({ friendlyName: 'All' })
    },
    check: 'workflow',
    severity: 'error',
    says: /No queue has the sid or name Everyone/,
    remedy: /--everyone/,
  },
  {
    what: 'a queue without people',
    plant: async (scene) => {
      const [queue] = await workspaceOf(scene).taskQueues.list({ friendlyName: 'Support' })
      await workspaceOf(scene)
        .taskQueues(queue?.sid ?? '')
        .update({ targetWorkers: '1 == 2' })
      // Statistics are behind.
      scene.clock.advanceBy(SETTLED_MS)
    },
    check: 'queues',
    severity: 'warning',
    says: /The queue Support has no agents/,
    remedy: /which workers/,
  },
  {
    what: 'a feature that nobody has configured',
    plant: ({ emulator }) => configureFlex(emulator, { features: {} }),
    check: 'configuration',
    severity: 'error',
    says: /is not configured/,
    remedy: SETUP,
  },
  {
    what: 'a feature that is switched off',
    plant: (scene) => configure(scene, { enabled: false }),
    check: 'configuration',
    severity: 'error',
    says: /switched off/,
    remedy: /Set enabled to true/,
  },
  {
    what: 'a feature of which nothing is on',
    plant: (scene) => configure(scene, { cold_transfer: false, multi_participant: false }),
    check: 'configuration',
    severity: 'error',
    says: /there is nothing to see of it/,
    remedy: /Set one of them/,
  },
  {
    what: 'a value that cannot be used',
    plant: (scene) => configure(scene, { max_participants: 'many' }),
    check: 'configuration',
    severity: 'warning',
    says: /conversation_transfer\.max_participants/,
    remedy: /Correct it/,
  },
  {
    what: 'a plugin that does not know where the Functions are',
    plant: (scene) => configure(scene, { service_url: undefined }),
    check: 'configuration',
    severity: 'error',
    says: /service_url is missing/,
    remedy: SETUP,
  },
  {
    what: 'Functions at an address that nobody has',
    plant: (scene) => configure(scene, { service_url: 'http://127.0.0.1:1' }),
    check: 'Functions',
    severity: 'error',
    says: /cannot be reached at http:\/\/127\.0\.0\.1:1/,
    remedy: DEPLOY_FUNCTIONS,
  },
  {
    what: 'an address without Functions',
    plant: (scene) => configure(scene, { service_url: `${scene.emulator.url}/nothing` }),
    check: 'Functions',
    severity: 'error',
    says: /There is no Function at/,
    remedy: DEPLOY_FUNCTIONS,
  },
  {
    what: 'something else at the address of the Functions',
    plant: (scene, backend) => configure(scene, { service_url: backend }),
    check: 'Functions',
    severity: 'error',
    says: /is not one of these Functions/,
    remedy: DEPLOY_FUNCTIONS,
  },
  {
    what: 'Functions that browsers may not ask',
    plant: (scene) => redeploy(scene, NO_CORS),
    check: 'Functions',
    severity: 'error',
    says: /do not let pages of https:\/\/flex\.twilio\.com/,
    remedy: /TWILIO_FLEX_ORIGINS/,
  },
  {
    what: 'Functions that are not set up',
    plant: (scene) => redeploy(scene, NOT_CONFIGURED),
    check: 'Functions',
    severity: 'error',
    says: /not set up completely: .*TWILIO_FLEX_WORKSPACE_SID is missing/,
    remedy: DEPLOY_FUNCTIONS,
  },
  {
    what: 'Functions of another version',
    plant: (scene) => {
      scene.files.set(`${FUNCTIONS_FOLDER}/conversation-transfer/look.js`, `${NO_CORS} // newer`)
      return Promise.resolve()
    },
    check: 'Functions',
    severity: 'warning',
    says: /are not those of this version/,
    remedy: DEPLOY_FUNCTIONS,
  },
  {
    what: 'a plugin that is not released',
    plant: async ({ account }) => {
      const { v1 } = account.client.flexApi
      const { sid } = await v1.pluginConfigurations.create({ name: 'none', plugins: [] })
      await v1.pluginReleases.create({ configurationId: sid })
    },
    check: 'plugin',
    severity: 'error',
    says: /is not released/,
    remedy: /deploy plugin/,
  },
  {
    what: 'a plugin of another version',
    plant: async (scene, backend) => release(scene, '9.9.9', `${backend}/plugin.js`),
    check: 'plugin',
    severity: 'warning',
    says: /is 9\.9\.9, and this program is/,
    remedy: /deploy plugin/,
  },
  {
    what: 'a plugin whose script is gone',
    plant: async (scene) => release(scene, '9.9.9', `${scene.emulator.url}/nothing.js`),
    check: 'plugin',
    severity: 'error',
    says: /cannot be loaded from/,
    remedy: /deploy plugin/,
  },
  {
    what: 'a backend that has fallen silent',
    plant: (scene) => heartbeat(scene, { at: scene.clock.now() - 600_000, mode: 'repair' }),
    check: 'backend',
    severity: 'error',
    says: /not been heard of for 10 minutes/,
    remedy: /npm run backend/,
  },
  {
    what: 'a backend that only watches',
    plant: (scene) => heartbeat(scene, { at: scene.clock.now(), mode: 'off' }),
    check: 'backend',
    severity: 'warning',
    says: /not all on/,
    remedy: /REPAIRS/,
  },
  {
    what: 'a backend whose repairs are frozen',
    plant: (scene) => heartbeat(scene, { at: scene.clock.now(), mode: 'frozen' }),
    check: 'backend',
    severity: 'error',
    says: /repairs are frozen/,
    remedy: /thaw/,
  },
  {
    what: "TaskRouter's events that go elsewhere",
    plant: (scene) => workspaceOf(scene).update({ eventCallbackUrl: 'https://crm.example.com' }),
    check: 'webhooks',
    severity: 'warning',
    says: /go to https:\/\/crm\.example\.com, and not to the backend/,
    remedy: SETUP,
  },
  {
    what: "Conversations' events that go nowhere",
    plant: (scene) => conversationWebhooks(scene).update({ postWebhookUrl: '' }),
    check: 'webhooks',
    severity: 'warning',
    says: /Conversations' events go nowhere/,
    remedy: SETUP,
  },
  {
    what: 'events of Conversations that are left out',
    plant: (scene) => conversationWebhooks(scene).update({ filters: ['onMessageAdded'] }),
    check: 'webhooks',
    severity: 'warning',
    says: /is not told of onParticipantAdded, onParticipantRemoved/,
    remedy: SETUP,
  },
  {
    what: "Flex's own events that go nowhere",
    plant: ({ account }, backend) => interactionWebhooks(account).remove(`${backend}/webhooks/interactions`),
    check: 'webhooks',
    severity: 'warning',
    says: /who joins and leaves, do not go to the backend/,
    remedy: SETUP,
  },
]

/** What the backend says of itself every minute. */
export async function heartbeat({ account }: Scene, data: object): Promise<void> {
  const { documents } = account.client.sync.v1.services('default')
  const uniqueName = 'conversation-transfer-backend'
  const there = await documents.list()
  if (there.some((row) => row.uniqueName === uniqueName)) await documents(uniqueName).update({ data })
  else await documents.create({ uniqueName, data })
}

async function setFlex({ account }: Scene, fields: object): Promise<unknown> {
  const { accountSid } = account.settings
  return account.client.request({
    method: 'post',
    uri: 'https://flex-api.twilio.com/v1/Configuration',
    headers: { 'Content-Type': 'application/json' },
    data: { account_sid: accountSid, ...fields },
  })
}

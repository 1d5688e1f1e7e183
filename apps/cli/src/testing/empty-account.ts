import { configureFlex } from '@conversation-transfer/local-installation'
import { onTestFinished } from 'vitest'
import { FUNCTIONS_FOLDER, FUNCTIONS_PACKAGE, PLUGIN_FILE } from '../deployment/uploads.ts'
import { openScene, type Scene } from './scene.ts'

const FUNCTIONS = ['look', 'transfer', 'invite', 'cancel-invite', 'remove', 'leave'] as const

/** What `npm run build` makes, as small as Twilio takes it: it lets every page read that it knows its workflow. */
export const SMALL_FUNCTION = `exports.handler = (context, event, callback) => {
  const response = new Twilio.Response()
  response.appendHeader('Access-Control-Allow-Origin', '*')
  response.appendHeader('Content-Type', 'application/json')
  response.setBody({ code: 'malformed', workflow: context.TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID })
  callback(null, response)
}`

/** An account with queues and people, and nothing of ours; something of somebody else's in Flex's configuration. */
export async function emptyAccount(): Promise<Scene> {
  const scene = await openScene()
  onTestFinished(() => scene.close())
  const { client, settings } = scene.account
  await client.taskrouter.v1.workspaces(settings.workspaceSid).workflows(settings.workflowSid).remove()
  await configureFlex(scene.emulator, { features: { callbacks: { enabled: true } }, theme: 'dark' })
  for (const name of FUNCTIONS) {
    scene.files.set(`${FUNCTIONS_FOLDER}/conversation-transfer/${name}.js`, SMALL_FUNCTION)
  }
  scene.files.set(FUNCTIONS_PACKAGE, '{"dependencies":{"twilio":"6.2.0"}}')
  scene.files.set(PLUGIN_FILE, 'window.thePlugin = 1')
  return scene
}

import type { Stage } from '@conversation-transfer/playground/testing/stage.ts'

/** Sets the plugin's configuration, as an administrator does before anybody opens a desktop. */
export async function configure(stage: Stage, feature: object): Promise<void> {
  const { accountSid } = stage.playground.emulator.contactCenter
  const { hostname, port } = new URL(stage.playground.url)
  const custom_data = {
    serverless_functions_protocol: 'http',
    serverless_functions_domain: hostname,
    serverless_functions_port: port,
    features: { conversation_transfer: feature },
  }
  await stage.configureFlex({ account_sid: accountSid, ui_attributes: { custom_data } })
}

import { createRequire } from 'node:module'
import { eventually } from '@conversation-transfer/demo'
import type * as SyncSdk from 'sync-4'
import type { ClientScene } from './client-scene.ts'

type Sdk = typeof SyncSdk

const require = createRequire(import.meta.url)

/** The SDKs that are in use: the one inside the Flex UI, the one inside Conversations 2, and the newest. */
export const SYNC_SDKS: readonly { readonly version: string; readonly sdk: Sdk }[] = [
  { version: '2.0.1', sdk: require('sync-2') as Sdk },
  { version: '3.1.0', sdk: require('sync-3') as Sdk },
  { version: '4.0.1', sdk: require('sync-4') as Sdk },
]

/** Somebody with the Sync SDK, logged in. */
export async function openSync(
  scene: ClientScene,
  sdk: Sdk,
  who: Parameters<ClientScene['token']>[0] = { worker: 'alice' },
): Promise<SyncSdk.SyncClient> {
  const options = { logLevel: 'silent', twilsock: { uri: scene.socketUrl } }
  const client = new sdk.SyncClient(await scene.token(who), options as object)
  scene.onClose(() => client.shutdown().catch(() => undefined))
  await eventually('a connection', () => Promise.resolve(client.connectionState === 'connected' ? true : undefined))
  return client
}

import {
  configureFlex,
  installWorkflow,
  sendWebhooks,
  type EmulatedAccount,
} from '@conversation-transfer/local-installation'

/** Shorter than an administrator would choose: whoever plays wants to see what is mended. */
const GRACES = { lag_grace_seconds: 5, stranded_grace_seconds: 20 } as const

/**
 * What an administrator does to an account before anybody works in it: the workflow, the feature with both of its halves,
 * where the Functions are, and where webhooks go. To be done again whenever the account was made new.
 */
export async function installProduct(account: EmulatedAccount, backendUrl: string): Promise<void> {
  await installWorkflow(account)
  await configureFlex(account, customData(account.url))
  await sendWebhooks(account, backendUrl)
}

/** The Functions are of the desktops' own origin: no page may call another one. */
function customData(url: string): object {
  const { hostname, port, protocol } = new URL(url)
  return {
    serverless_functions_protocol: protocol.slice(0, -1),
    serverless_functions_domain: hostname,
    serverless_functions_port: port,
    features: {
      conversation_transfer: {
        enabled: true,
        cold_transfer: true,
        multi_participant: true,
        service_url: url,
        ...GRACES,
      },
    },
  }
}

import type { Deliver, WebhookOutcome, WebhookRequest } from '../webhooks/deliver.ts'

export interface WebhookReceiver {
  readonly deliver: Deliver
  readonly requests: readonly WebhookRequest[]
  /** The parameters of what has arrived. */
  received(): readonly Readonly<Record<string, string>>[]
  /** Resolves when everything that has left has arrived. */
  settled(): Promise<void>
}

/** Takes webhooks in within the process. `outcomes` are what the first ones meet; all others are answered with 204. */
export function createWebhookReceiver(outcomes: readonly WebhookOutcome[] = []): WebhookReceiver {
  const requests: WebhookRequest[] = []
  return {
    requests,
    deliver: (request) => {
      requests.push(request)
      return Promise.resolve(outcomes[requests.length - 1] ?? { kind: 'answered', status: 204 })
    },
    received: () => requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body))),
    settled: async () => {
      // Each webhook takes a few turns of promises; a turn of the event loop runs all that are ready.
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    },
  }
}

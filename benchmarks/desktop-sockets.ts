import { createRequire } from 'node:module'
import type * as ConversationsSdk from 'conversations-3.0'
import { WebSocket } from 'ws'

const { Client } = createRequire(import.meta.url)('conversations-3.0') as typeof ConversationsSdk

/** The sockets that one desktop has open: the event bridge and twilsock, the latter with Twilio's own client. */
export interface DesktopSockets {
  close(): Promise<void>
}

export interface DesktopOptions {
  /** `http://127.0.0.1:<port>` of the emulator. */
  readonly url: string
  readonly workerSid: string
  readonly onRing: (taskSid: string) => void
  readonly onJoined: (conversationSid: string) => void
  readonly onMessage: (body: string) => void
}

/** Logs the worker in, and resolves when both sockets are ready. */
export async function openDesktop(options: DesktopOptions): Promise<DesktopSockets> {
  const { url, workerSid } = options
  const init = { method: 'POST', body: JSON.stringify({ workerSid }) }
  const { token } = (await (await fetch(`${url}/__emulator/tokens`, init)).json()) as { token: string }
  const address = `${url.replace('http', 'ws')}/__twilio`
  const bridge = new WebSocket(`${address}/event-bridge.twilio.com/v1/wschannels?token=${token}`)
  bridge.on('message', (data: Buffer) => hearBridge(data.toString('utf8'), options))
  const uri = `${address}/tsock.us1.twilio.com/v3/wsconnect`
  const client = new Client(token, { logLevel: 'silent', twilsock: { uri } } as object)
  client.on('messageAdded', ({ body }) => options.onMessage(body ?? ''))
  client.on('conversationJoined', ({ sid }) => options.onJoined(sid))
  await Promise.all([once(bridge, 'open'), new Promise<void>((resolve) => client.once('initialized', resolve))])
  return {
    close: async () => {
      bridge.terminate()
      await client.shutdown()
    },
  }
}

function hearBridge(text: string, { onRing }: DesktopOptions): void {
  // White space is a sign of life (EB-1).
  if (text.trim() === '') return
  const { event_type: type, payload } = JSON.parse(text) as { event_type: string; payload: { task?: { sid: string } } }
  if (type === 'reservation.created' && payload.task !== undefined) onRing(payload.task.sid)
}

function once(socket: WebSocket, event: 'open'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve)
    socket.once('error', reject)
  })
}

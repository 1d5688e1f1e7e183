import {
  createEmulator,
  type Assumptions,
  type ContactCenter,
  type Emulator,
} from '@conversation-transfer/twilio-emulator'
import { generateWorkflow, printWorkflow } from '@conversation-transfer/transfer-workflow'
import type { VirtualTime } from './virtual-time.ts'

/** An emulated account in this process, with the transfer workflow of an installation that has the backend. */
export interface Account {
  readonly emulator: Emulator
  readonly contactCenter: ContactCenter
  /** A call with the account's credentials; throws what Twilio refuses. */
  readonly call: (
    method: string,
    address: string,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<Record<string, unknown>>
}

export interface AccountOptions {
  readonly time: VirtualTime
  readonly seed: number
  readonly assumptions: Partial<Assumptions>
  readonly feature: Readonly<Record<string, unknown>>
}

export async function openAccount({ time, seed, assumptions, feature }: AccountOptions): Promise<Account> {
  // Nobody listens to webhooks here: they only mean "look", and looks come at times of the seed's.
  const deliver = () => Promise.resolve({ kind: 'answered', status: 204 } as const)
  const emulator = createEmulator({ clock: time.clock, seed, assumptions, deliver })
  const { contactCenter } = emulator
  const call: Account['call'] = (method, address, fields) =>
    time.work(() => callTwilio(emulator, contactCenter, { method, address, fields }))
  const { workspaceSid, workflowSid, queues, accountSid } = contactCenter
  const everyone = queues.find(({ name }) => name === 'Everyone')?.sid ?? ''
  const { document } = generateWorkflow({
    queues: queues.map(({ sid, name }) => ({ sid, friendlyName: name })),
    everyoneQueueSid: everyone,
    variant: 'backend',
  })
  await call('POST', `taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Workflows/${workflowSid}`, {
    Configuration: printWorkflow(document),
  })
  const ui_attributes = { custom_data: { features: { conversation_transfer: feature } } }
  const configuration = JSON.stringify({ account_sid: accountSid, ui_attributes })
  await time.work(() => post(emulator, contactCenter, 'flex-api.twilio.com/v1/Configuration', configuration))
  return { emulator, contactCenter, call }
}

interface Call {
  readonly method: string
  readonly address: string
  readonly fields?: Readonly<Record<string, string>> | undefined
}

async function callTwilio(
  emulator: Emulator,
  contactCenter: ContactCenter,
  { method, address, fields }: Call,
): Promise<Record<string, unknown>> {
  const response = await emulator.fetch(
    new Request(`http://emulator/__twilio/${address}`, {
      method,
      headers: { Authorization: credentials(contactCenter) },
      ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
    }),
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

async function post(emulator: Emulator, contactCenter: ContactCenter, address: string, body: string): Promise<void> {
  const headers = { Authorization: credentials(contactCenter), 'Content-Type': 'application/json' }
  const response = await emulator.fetch(
    new Request(`http://emulator/__twilio/${address}`, { method: 'POST', headers, body }),
  )
  if (!response.ok) throw new Error(`POST ${address}: ${response.status} ${await response.text()}`)
}

function credentials({ accountSid, authToken }: ContactCenter): string {
  return `Basic ${btoa(`${accountSid}:${authToken}`)}`
}

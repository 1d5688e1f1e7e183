import { CallMeter, createTwilioClient } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'
import type { Workspace } from '../account/workspace.ts'
import type { Surroundings } from '../surroundings.ts'
import { Stopped } from './stopped.ts'

export interface ProbeClients {
  /** Its calls throw `Stopped` once the probe is stopped. What is on its way is awaited: what it makes has to be known. */
  readonly asking: Twilio
  /** Goes on, so that all that was made is taken away. */
  readonly cleaning: Twilio
  stop(): void
}

export function openClients(
  { connections, time, chance }: Surroundings,
  { credentials: { accountSid, apiKeySid, secret: authToken }, baseUrl, client: cleaning }: Workspace,
): ProbeClients {
  let isStopped = false
  const turn = (): Promise<void> => (isStopped ? Promise.reject(new Stopped()) : Promise.resolve())
  const options = { connections, time, chance, deadlineMs: Number.POSITIVE_INFINITY, meter: new CallMeter() }
  const asking = createTwilioClient({ accountSid, authToken, apiKeySid, baseUrl }, { ...options, pacing: { turn } })
  const stop = (): void => {
    isStopped = true
  }
  return { asking, cleaning, stop }
}

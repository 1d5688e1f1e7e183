import {
  createMemoryStore,
  startBackend,
  startWork,
  type Backend,
  type Configuration,
} from '@conversation-transfer/backend'
import { workflowSid, workspaceSid } from '@conversation-transfer/transfer'
import type { EmulatedAccount } from '@conversation-transfer/local-installation'
import { QUIET } from './quiet.ts'
import type { RepairLog } from './repair-log.ts'

/** Longer than anybody plays. */
const AUDIT_KEPT_MS = 86_400_000

/**
 * The backend that looks after the playground's account, on an address of its own, as it is run anywhere; only what it keeps is gone
 * with the playground, and whoever presses every button at once does not freeze it.
 */
export function startPlaygroundBackend(account: EmulatedAccount, repairs: RepairLog): Promise<Backend> {
  const openStore = () => Promise.resolve(repairs.watch(createMemoryStore({ now: () => Date.now() })))
  return startBackend(configurationFor(account), { openStore, startWork }, { log: QUIET, withProcessMetrics: false })
}

function configurationFor({ url, contactCenter }: EmulatedAccount): Configuration {
  const { accountSid, authToken } = contactCenter
  const sids = {
    workspaceSid: workspaceSid.parse(contactCenter.workspaceSid),
    workflowSid: workflowSid.parse(contactCenter.workflowSid),
  }
  return {
    twilio: { accountSid, authToken, ...sids, baseUrl: url },
    store: { kind: 'pglite', folder: '' },
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    accessToken: undefined,
    repairs: 'all',
    allowance: { perMinuteMax: 60, shareMax: 1, perMinuteMin: 60 },
    censusEveryMs: 60_000,
    looksAtOnce: 4,
    auditKeptMs: AUDIT_KEPT_MS,
    logLevel: 'error',
  }
}

import { fetchBackendSeen } from '@conversation-transfer/twilio-gateway'
import type { Check, Patient } from '../check.ts'
import { fetched } from '../../fetched.ts'
import { error, warning, type Finding } from '../finding.ts'

/** It says every minute that it is there. */
const SILENT_AFTER_MS = 180_000
/** What an operator has set, by the word with which the backend says so. */
const SETTING: Readonly<Record<string, string>> = {
  observe: 'REPAIRS=none',
  partly: 'REPAIRS names some rules',
}
const RUNBOOK = 'docs/runbook/README.md says what to do.'
const FROZEN = 'Its page says why; docs/runbook/README.md says when to thaw them.'

/** Whether somebody looks after what goes wrong. */
export const backend: Check = {
  name: 'backend',
  run: async (patient) => [...(await reached(patient)), ...(await heardOf(patient))],
}

async function reached({ backend: url }: Patient): Promise<Finding[]> {
  if (url === undefined) return []
  const root = url.replace(/\/$/, '')
  const health = await fetched(`${root}/healthz`)
  if ('failed' in health) return [error(`The backend cannot be reached at ${root}: ${health.failed}.`, RUNBOOK)]
  if (health.status !== 200) return [error(`The backend at ${root} is not well: ${health.status}.`, RUNBOOK)]
  const ready = await fetched(`${root}/readyz`)
  const isReady = !('failed' in ready) && ready.status === 200
  return isReady ? [] : [error(`The backend at ${root} is not ready: its store does not answer.`, RUNBOOK)]
}

async function heardOf({ surroundings, workspace, backend: url }: Patient): Promise<Finding[]> {
  const seen = await fetchBackendSeen(workspace.client)
  const remedy = 'npm run backend'
  if (seen === undefined) {
    if (url === undefined) return []
    return [error('No backend has ever said that it looks after this account.', remedy)]
  }
  const silentMs = surroundings.time.now() - seen.aliveAtMs
  if (silentMs > SILENT_AFTER_MS) {
    return [error(`The backend has not been heard of for ${Math.round(silentMs / 60_000)} minutes.`, remedy)]
  }
  if (seen.mode === 'repair') return []
  if (seen.mode === 'frozen') {
    return [error("The backend's repairs are frozen: nothing is mended until somebody thaws them.", FROZEN)]
  }
  return [
    warning(
      `The backend's repairs are not all on (${SETTING[seen.mode] ?? seen.mode}): some things are only watched.`,
      'Set REPAIRS=all.',
    ),
  ]
}

import type { Observation, WorkerSid } from '@conversation-transfer/transfer'
import type { Account } from '../account/account.ts'

/** How agents are called, by their sids. One who has been deleted is called by the sid. */
export type Names = (sid: WorkerSid | undefined) => string

/** The names of everybody whom an observation mentions. */
export async function fetchNames({ client, settings }: Account, observation: Observation): Promise<Names> {
  const rung = observation.tasks.flatMap((task) => (task.status === 'gone' ? [] : task.reservations))
  const sids = new Set([...observation.participants, ...rung].flatMap(({ workerSid }) => workerSid ?? []))
  const { workers } = client.taskrouter.v1.workspaces(settings.workspaceSid)
  const named = await Promise.all([...sids].map(async (sid) => [sid, await nameOf(workers(sid).fetch())] as const))
  const names = new Map(named)
  return (sid) => (sid === undefined ? 'an agent' : (names.get(sid) ?? sid))
}

/** A name is a nicety: without it the report is as true as with it. */
async function nameOf(worker: Promise<{ readonly friendlyName: string }>): Promise<string | undefined> {
  return worker.then(
    ({ friendlyName }) => friendlyName,
    () => undefined,
  )
}

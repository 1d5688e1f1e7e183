import type { Observation } from './observation.ts'

/** A Studio flow owns a conversation only while no agent has been inside since its webhook was made (IN-34). */
export function isBotsOwn({ tasks, onDemand }: Observation, agentInsideAtMs: number | undefined): boolean {
  const webhook = onDemand?.studioWebhook
  if (webhook === undefined || webhook === 'none') return false
  const joins = tasks.flatMap((task) =>
    task.status === 'gone' ? [] : task.reservations.filter(wasAccepted).map(({ createdAtMs }) => createdAtMs),
  )
  return Math.max(agentInsideAtMs ?? 0, ...joins) < webhook.createdAtMs
}

const ACCEPTED: ReadonlySet<string> = new Set(['accepted', 'wrapping', 'completed'])

function wasAccepted({ status }: { readonly status: string }): boolean {
  return ACCEPTED.has(status)
}

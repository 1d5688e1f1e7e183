import type { RestCall } from '../transports/rest/rest-hook.ts'
import { createRandom, type Random } from '../world/random.ts'
import type { CallFault, FaultRequest, WebhookFault } from './fault.ts'

/** More faults at once than this are a loop that forgot to delete them. */
const FAULTS_MAX = 1000
/** Probabilities are compared in millionths. */
const CERTAIN = 1_000_000

/** A fault that is in force. */
export interface PlannedFault {
  readonly id: string
  readonly fault: FaultRequest
  /** How often it has struck. */
  readonly hits: number
}

interface Entry {
  readonly id: string
  readonly fault: FaultRequest
  readonly random: Random
  hits: number
}

/**
 * The faults that somebody ordered, oldest first; the first that fits and strikes is the one. Each draws from its own
 * seed, so that the world's sids are the same with and without faults.
 */
export class FaultPlan {
  readonly #onChange: () => void
  readonly #entries = new Map<string, Entry>()
  #number = 0

  constructor(onChange: () => void = () => {}) {
    this.#onChange = onChange
  }

  /** Undefined if there are too many already. */
  add(fault: FaultRequest): PlannedFault | undefined {
    if (this.#entries.size >= FAULTS_MAX) return undefined
    this.#number += 1
    const entry: Entry = { id: `F${this.#number}`, fault, random: createRandom(fault.seed), hits: 0 }
    this.#entries.set(entry.id, entry)
    this.#onChange()
    return planned(entry)
  }

  all(): PlannedFault[] {
    return [...this.#entries.values()].map(planned)
  }

  /** False if there is none of this id. */
  delete(id: string): boolean {
    const deleted = this.#entries.delete(id)
    this.#onChange()
    return deleted
  }

  /** Ids begin anew. */
  clear(): void {
    this.#entries.clear()
    this.#number = 0
    this.#onChange()
  }

  /** The fault that strikes this call. */
  forCall(call: RestCall): { readonly id: string; readonly fault: CallFault } | undefined {
    for (const entry of this.#entries.values()) {
      const { id, fault } = entry
      if ('when' in fault && fitsCall(fault, call) && strikes(entry)) return { id, fault }
    }
    return undefined
  }

  /** The fault that strikes a webhook of this event to this address. */
  forWebhook(webhook: { readonly eventType: string; readonly url: string }): WebhookFault | undefined {
    for (const entry of this.#entries.values()) {
      const { fault } = entry
      if (!('when' in fault) && fitsWebhook(fault, webhook) && strikes(entry)) return fault
    }
    return undefined
  }
}

function planned({ id, fault, hits }: Entry): PlannedFault {
  return { id, fault, hits }
}

function fitsCall({ route = {}, match, by }: CallFault, call: RestCall): boolean {
  return (
    (route.method === undefined || route.method.toUpperCase() === call.method) &&
    (route.host === undefined || route.host === call.host) &&
    (route.path === undefined || route.path === call.route) &&
    (match === undefined || call.path.includes(match)) &&
    (by === undefined || by === call.by)
  )
}

function fitsWebhook(
  { eventType, match }: WebhookFault,
  webhook: { readonly eventType: string; readonly url: string },
): boolean {
  return (
    (eventType === undefined || eventType === webhook.eventType) && (match === undefined || webhook.url.includes(match))
  )
}

/** Every fit draws once, also of a certain fault, so that its chances depend on how often it fitted and on nothing else. */
function strikes(entry: Entry): boolean {
  const { times = Number.POSITIVE_INFINITY, probability } = entry.fault
  if (entry.hits >= times) return false
  if (entry.random.integer(1, CERTAIN) > Math.round(probability * CERTAIN)) return false
  entry.hits += 1
  return true
}

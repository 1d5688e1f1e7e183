import type { RestCall } from '../transports/rest/rest-hook.ts'

/** Older calls give way to newer ones. */
const CALLS_MAX = 5000

/** A call of the REST API, as `GET /__emulator/calls` shows it. Times are those of the emulator's clock. */
export interface LoggedCall {
  readonly number: number
  readonly startedAt: string
  readonly method: string
  readonly host: string
  readonly path: string
  /** The pattern of the route; null if the emulator has none. */
  readonly route: string | null
  /** Whose credentials it carries: `account`, or a `user`'s own token. */
  readonly by: RestCall['by']
  /** Null while there is no answer, and for one that never came. */
  readonly status: number | null
  readonly durationMs: number | null
  /** The fault that struck the call, if one did. */
  readonly fault: { readonly id: string; readonly kind: string; readonly when: string } | null
}

/** What is known when a call ends; without a status, its connection broke. */
export interface CallEnd {
  readonly status: number | undefined
  readonly nowMs: number
}

/** The calls in the order in which they began, and how many of each route there were. */
export class CallLog {
  readonly #onChange: () => void
  readonly #calls = new Map<number, LoggedCall>()
  readonly #counts = new Map<string, Map<string, number>>()
  #number = 0

  constructor(onChange: () => void = () => {}) {
    this.#onChange = onChange
  }

  /** Returns what is to be called when the call has ended. */
  begin(call: RestCall, startedAtMs: number, fault: LoggedCall['fault']): (end: CallEnd) => void {
    this.#number += 1
    const begun: LoggedCall = {
      number: this.#number,
      startedAt: new Date(startedAtMs).toISOString(),
      method: call.method,
      host: call.host,
      path: call.path,
      route: call.route ?? null,
      by: call.by,
      status: null,
      durationMs: null,
      fault,
    }
    this.#calls.set(begun.number, begun)
    if (this.#calls.size > CALLS_MAX) this.#calls.delete(begun.number - CALLS_MAX)
    this.#onChange()
    return ({ status, nowMs }) => {
      const ended = { ...begun, status: status ?? null, durationMs: nowMs - startedAtMs }
      // A call that began before the log was cleared does not come back into it.
      if (this.#calls.get(begun.number) === begun) this.#calls.set(begun.number, ended)
      this.#count(ended)
      this.#onChange()
    }
  }

  all(): LoggedCall[] {
    return [...this.#calls.values()]
  }

  clear(): void {
    this.#calls.clear()
    this.#counts.clear()
    this.#number = 0
  }

  /** How often each route was answered with each status, such as `{'GET taskrouter.twilio.com/v1/...': {'200': 3}}`. */
  counts(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    const routes = [...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1))
    return Object.fromEntries(routes.map(([route, statuses]) => [route, Object.fromEntries(statuses)]))
  }

  #count({ method, host, route, status }: LoggedCall): void {
    const name = route === null ? 'not built' : `${method} ${host}${route}`
    const statuses = this.#counts.get(name) ?? new Map<string, number>()
    const key = status === null ? 'no answer' : String(status)
    statuses.set(key, (statuses.get(key) ?? 0) + 1)
    this.#counts.set(name, statuses)
  }
}

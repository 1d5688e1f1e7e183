/** Something that happened in the workspace, as `/Events` keeps it. */
export interface TaskrouterEvent {
  readonly sid: string
  readonly type: string
  readonly atMs: number
  readonly description: string
  readonly resourceType:
    | 'task'
    | 'reservation'
    | 'worker'
    | 'activity'
    | 'workflow'
    | 'workspace'
    | 'taskqueue'
    | 'taskchannel'
  readonly resourceSid: string
  /** The fields that Twilio sends along; every value is a string. */
  readonly data: Readonly<Record<string, string>>
}

/** Twilio keeps events for weeks; here, older ones give way to newer ones. */
const EVENTS_MAX = 20_000
/** They are thrown away by the thousand, since each time costs a copy of the rest. */
const SLACK = 2_000

/** The newest events, in the order in which they happened. */
export class EventLog {
  #events: TaskrouterEvent[] = []

  add(event: TaskrouterEvent): void {
    this.#events.push(event)
    if (this.#events.length > EVENTS_MAX + SLACK) this.#events = this.#events.slice(-EVENTS_MAX)
  }

  all(): readonly TaskrouterEvent[] {
    return this.#events
  }

  find(sid: string): TaskrouterEvent | undefined {
    return this.#events.findLast((event) => event.sid === sid)
  }

  /** Those that happened at `fromMs` or later. */
  since(fromMs: number): TaskrouterEvent[] {
    const first = this.#events.findLastIndex(({ atMs }) => atMs < fromMs) + 1
    return this.#events.slice(first)
  }
}

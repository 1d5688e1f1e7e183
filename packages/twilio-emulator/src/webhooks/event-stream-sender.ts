import { destinationOf } from '../services/event-streams/sinks.ts'
import { schemaAddress } from '../services/event-streams/event-streams-json.ts'
import { findEventType } from '../services/event-streams/event-types.ts'
import type { Change } from '../world/change.ts'
import { createRandom, type Random } from '../world/random.ts'
import { streamedEvent, type StreamedEvent } from './cloud-event.ts'
import { eventStreamRequest } from './event-stream-request.ts'
import type { WebhookEntry } from './webhook-log.ts'
import type { SenderOptions } from './webhook-sender.ts'

/** Events go together with those that happen soon after them, up to this many. Twilio's number is not documented. */
const BATCH_EVENTS_MAX = 100
/** How long delivery is tried again (ES-7). */
const RETRY_MS_MAX = 4 * 60 * 60 * 1000
/** The first pause, which doubles with each attempt, and the longest (ES-7). */
const PAUSE_MS = { first: 1000, longest: 10 * 60 * 1000 }
/** An event that others are to overtake waits this long. */
const OVERTAKEN_WITHIN_MS = 1000

/** What `POST /Sinks/{sid}/Test` sends; its data is not documented. */
const TEST_TYPE = 'com.twilio.eventstreams.test-event'

interface Message {
  readonly event: object
  readonly entry: WebhookEntry
  readonly untilMs: number
}

/** What waits for one sink. */
interface Lane {
  readonly waiting: Message[]
  isScheduled: boolean
}

/**
 * Event Streams: tells sinks of what happens, in batches a moment later, and again for hours to a sink that does not take
 * them (ES-5 to ES-7). Outside of the world, as the sender of webhooks is: no call waits for it.
 */
export class EventStreamSender {
  readonly #options: SenderOptions
  readonly #lanes = new Map<string, Lane>()
  #random: Random

  constructor(options: SenderOptions) {
    this.#options = options
    this.#random = createRandom(options.seed)
  }

  /** To be called once, after the event log of TaskRouter has been started. */
  start(): void {
    this.#options.world.changes.subscribe((change) => this.#follow(change))
  }

  /** Forgets what waits. */
  clear(): void {
    this.#lanes.clear()
    this.#random = createRandom(this.#options.seed)
  }

  #follow(change: Change): void {
    if (change.kind === 'sink.tested') {
      this.#send(change.sink.sid, { type: TEST_TYPE, source: `/v1/Sinks/${change.sink.sid}`, data: {} }, 1)
      return
    }
    const { subscriptions } = this.#options.world.eventStreams
    // Nearly every account has none, and nearly every change of a busy one comes through here.
    const all = subscriptions.all()
    const streamed = all.length === 0 ? undefined : streamedEvent(this.#options.world, change)
    if (streamed === undefined) return
    for (const { sinkSid, events } of all) {
      const subscribed = events.find(({ type }) => type === streamed.type)
      if (subscribed !== undefined) this.#send(sinkSid, streamed, subscribed.schemaVersion)
    }
  }

  /** Faults strike here, before anything leaves. */
  #send(sinkSid: string, streamed: StreamedEvent, schemaVersion: number): void {
    const { world, faults, log } = this.#options
    const sink = world.eventStreams.sinks.get(sinkSid)
    const url = sink === undefined ? undefined : destinationOf(sink)
    if (url === undefined) return
    const event = this.#cloudEvent(streamed, schemaVersion)
    const fault = faults.forWebhook({ eventType: streamed.type, url })
    const parameters = { id: event.id, data: JSON.stringify(streamed.data) }
    const logged = { eventType: streamed.type, url, method: 'POST', parameters, answerTimeoutMs: 0 } as const
    const queue = (delayMs = 0): void => {
      const entry = log.begin(logged, fault?.kind ?? null)
      this.#later(delayMs, () => this.#queue(sinkSid, { event, entry, untilMs: world.clock.now() + RETRY_MS_MAX }))
    }
    switch (fault?.kind) {
      case 'webhook-dropped':
        log.begin(logged, fault.kind).end('dropped')
        return
      case 'webhook-doubled':
        queue()
        queue()
        return
      case 'webhook-late':
        queue(fault.delayMs)
        return
      case 'webhook-reordered':
        queue(OVERTAKEN_WITHIN_MS)
        return
      case undefined:
        queue()
    }
  }

  #cloudEvent({ type, source, data }: StreamedEvent, schemaVersion: number) {
    const schemaId = findEventType(type)?.schemaId ?? 'EventStreams.TestSink'
    return {
      specversion: '1.0',
      type,
      source,
      id: newEventId(this.#random),
      dataschema: schemaAddress(schemaId, schemaVersion),
      datacontenttype: 'application/json',
      time: new Date(this.#options.world.clock.now()).toISOString(),
      data,
    }
  }

  #later(durationMs: number, run: () => void): void {
    const { clock } = this.#options.world
    if (durationMs === 0) run()
    else clock.schedule(clock.now() + durationMs, run)
  }

  #queue(sinkSid: string, ...messages: readonly Message[]): void {
    const lane = this.#lanes.get(sinkSid) ?? { waiting: [], isScheduled: false }
    this.#lanes.set(sinkSid, lane)
    lane.waiting.push(...messages)
    this.#schedule(sinkSid, lane)
  }

  #schedule(sinkSid: string, lane: Lane): void {
    if (lane.isScheduled || lane.waiting.length === 0) return
    lane.isScheduled = true
    const { clock, assumptions } = this.#options.world
    clock.schedule(clock.now() + assumptions.eventStreamDelayMs, () => {
      lane.isScheduled = false
      const batch = lane.waiting.splice(0, BATCH_EVENTS_MAX)
      void this.#deliver(sinkSid, { batch, attempts: 0 })
      this.#schedule(sinkSid, lane)
    })
  }

  /** A batch that is not taken comes again as it was; what happens meanwhile does not wait for it. */
  async #deliver(
    sinkSid: string,
    { batch, attempts }: { readonly batch: readonly Message[]; readonly attempts: number },
  ): Promise<void> {
    const { world, deliver } = this.#options
    const { generation } = world
    const sink = world.eventStreams.sinks.get(sinkSid)
    const destination = sink === undefined ? undefined : destinationOf(sink)
    if (destination === undefined) return endAll(batch, 'dropped')
    for (const { entry } of batch) entry.attempt()
    const events = batch.map(({ event }) => event)
    const outcome = await deliver(eventStreamRequest(destination, events, world.account.authToken))
    // The account may have been made new meanwhile, and its sinks with it.
    if (world.generation !== generation) return
    if (outcome.kind === 'answered') for (const { entry } of batch) entry.answered(outcome.status)
    if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) return endAll(batch, 'arrived')
    const nextAtMs = world.clock.now() + this.#pauseMs(attempts)
    const repeated = batch.filter(({ untilMs }) => untilMs >= nextAtMs)
    endAll(
      batch.filter(({ untilMs }) => untilMs < nextAtMs),
      'failed',
    )
    if (repeated.length === 0) return
    world.clock.schedule(nextAtMs, () => void this.#deliver(sinkSid, { batch: repeated, attempts: attempts + 1 }))
  }

  /** Grows with the attempts, and has some chance in it. */
  #pauseMs(attempts: number): number {
    const pauseMs = Math.min(PAUSE_MS.longest, PAUSE_MS.first * 2 ** attempts)
    return pauseMs + this.#random.integer(0, pauseMs)
  }
}

function endAll(batch: readonly Message[], state: 'arrived' | 'failed' | 'dropped'): void {
  for (const { entry } of batch) entry.end(state)
}

/** Drawn from the sender's own chance, so that events move no sid. */
function newEventId(random: Random): string {
  let digits = ''
  while (digits.length < 32) digits += random.integer(0, 0xffff).toString(16).padStart(4, '0')
  return `EZ${digits}`
}

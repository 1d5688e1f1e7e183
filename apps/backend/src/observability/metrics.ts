import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** What this process counts. Durations are in seconds, as Prometheus has them. */
export function createCounted(registry: Registry) {
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] })
  const seconds = (name: string, help: string, buckets: number[], ...labelNames: string[]) =>
    new Histogram({ name: PREFIX + name, help, buckets, labelNames, registers: [registry] })
  return {
    looks: counter('looks_total', 'Looks at a conversation, by how they ended.', 'result'),
    lookSeconds: seconds('look_duration_seconds', 'How long a look took.', CALL_SECONDS),
    lookLateSeconds: seconds('look_late_seconds', 'How long after its time a look began.', WAIT_SECONDS),
    repairs: counter('repairs_total', 'Repairs, by rule and by what became of them.', 'rule', 'outcome'),
    aloneSeconds: seconds('customer_alone_seconds', 'How long a customer had nobody, once it was over.', ALONE_SECONDS),
    calls: counter('twilio_calls_total', 'Calls of Twilio; the outcome limited is a 429.', 'product', 'outcome'),
    callSeconds: seconds('twilio_call_duration_seconds', 'How long Twilio took to answer.', CALL_SECONDS, 'product'),
    events: counter('events_total', 'Events heard, by source and by what became of them.', 'source', 'outcome'),
    eventLagSeconds: seconds('event_lag_seconds', 'From an event to its arrival.', WAIT_SECONDS, 'source'),
    alarms: counter('alarms_total', 'What a person has to look at, by rule.', 'rule'),
  }
}

/** What all processes share, read from the store when somebody asks. */
export function createShared(registry: Registry) {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers: [registry] })
  return {
    storeUp: gauge('store_up', '1 while the store can be used; while it cannot, what is read from it is missing here.'),
    rows: gauge('schedule_rows', 'Conversations that are looked after.'),
    due: gauge('schedule_due', 'Conversations whose look is due.'),
    oldestDueSeconds: gauge('schedule_oldest_due_seconds', 'How long the oldest due look has been due; 0 if none is.'),
    failing: gauge('schedule_failing', 'Conversations whose last look failed.'),
    conversations: gauge('conversations', 'Conversations by what the last look saw.', 'state'),
    longestAloneSeconds: gauge(
      'customer_alone_longest_seconds',
      'How long somebody has had nobody by now; 0 if all do.',
    ),
    frozen: gauge('frozen', '1 while repairs are frozen.'),
    processes: gauge('processes', 'Processes on the store that live.'),
  }
}

export type Counted = ReturnType<typeof createCounted>
export type Shared = ReturnType<typeof createShared>

const PREFIX = 'conversation_transfer_'
const CALL_SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const WAIT_SECONDS = [0.1, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600, 14_400]
const ALONE_SECONDS = [5, 15, 30, 60, 90, 120, 300, 600, 1800, 3600, 14_400]

import { NO_INSTRUMENTS, type Instruments } from '../../observability/instruments.ts'

export interface RecordedInstruments extends Instruments {
  readonly heardEvents: { source: string; outcome: string; lagMs: number | undefined }[]
}

export function createRecordedInstruments(): RecordedInstruments {
  const heardEvents: RecordedInstruments['heardEvents'] = []
  return {
    ...NO_INSTRUMENTS,
    heardEvents,
    heard: (source, outcome, lagMs) => heardEvents.push({ source, outcome, lagMs }),
  }
}

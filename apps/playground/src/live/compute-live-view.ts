import type { Emulator } from '@conversation-transfer/twilio-emulator'
import { listTroubles } from '../troubles/troubles.ts'
import type { LiveView } from '../view/live-view.ts'
import { conversationSummaries } from './conversation-summaries.ts'
import { queueViews } from './queue-views.ts'
import { staffMembers } from './staff-members.ts'

/** The parts of an emulator that are looked at. */
export type Watched = Pick<Emulator, 'world' | 'logs' | 'faults' | 'hasDesktop'>

/** The contact center as it is at this moment. */
export function computeLiveView(emulator: Watched): LiveView {
  const { world, logs, faults } = emulator
  return {
    world: logs.changes.resets,
    staff: staffMembers(emulator),
    queues: queueViews(world),
    conversations: conversationSummaries(world),
    troubles: listTroubles(faults),
  }
}

import { workflowSid, workspaceSid } from '@conversation-transfer/transfer'
import type { Emulator } from '@conversation-transfer/twilio-emulator'
import { chatScene, type ChatScene } from '@conversation-transfer/twilio-gateway/testing/chat-scene.ts'
import { emulatedConnections } from '@conversation-transfer/twilio-gateway/testing/emulated-connections.ts'
import { NO_INSTRUMENTS } from '../../observability/instruments.ts'
import type { Part } from '../../part.ts'
import { createMemoryStore } from '../../store/memory/create-memory-store.ts'
import type { AuditEntry } from '../../store/audit-trail.ts'
import type { Mark } from '../../store/mark.ts'
import type { Store } from '../../store/store.ts'
import { QUIET_LOG } from '../../store/testing/quiet-log.ts'
import { startWork } from '../start-work.ts'
import type { WorkOptions } from '../work-options.ts'
import { SteppedTime } from '../../testing/stepped-time.ts'

/** Alice in conversation with a customer, and a backend that looks after it, on virtual time. */
export interface WorkScene {
  readonly chat: ChatScene
  readonly emulator: Emulator
  readonly time: SteppedTime
  readonly store: Store
  readonly options: WorkOptions
  /** Starts another process on the same store; the first one is there already, unless it was not wanted. */
  start(changed?: Partial<WorkOptions>): Part
  /** What a webhook does. */
  mark(): Promise<void>
  pass(durationMs: number): Promise<void>
  /** The audit trail, the oldest first. */
  audit(): Promise<readonly AuditEntry[]>
}

export interface WorkSceneOptions extends Partial<WorkOptions> {
  readonly isStarted?: boolean
  /** Keys of the feature's configuration in Flex. */
  readonly policy?: object
}

export const CENSUS_EVERY_MS = 180_000
const ENTRIES_MAX = 200

export async function workScene({
  isStarted = true,
  policy = {},
  ...changed
}: WorkSceneOptions = {}): Promise<WorkScene> {
  const chat = await chatScene()
  const { emulator, clock, request } = chat
  const features = { conversation_transfer: { enabled: true, cold_transfer: true, multi_participant: true, ...policy } }
  emulator.world.flex.configuration = { ui_attributes: { custom_data: { features } } }
  const time = new SteppedTime(clock)
  const store = changed.store ?? createMemoryStore({ now: () => time.now() })
  const options: WorkOptions = {
    store,
    settings: settingsOf(emulator),
    connections: emulatedConnections((call) => time.during(emulator.fetch(call))),
    time,
    chance: () => 0.5,
    processId: 'one',
    repairs: 'all',
    allowance: { perMinuteMax: 20, shareMax: 0.05, perMinuteMin: 3 },
    censusEveryMs: CENSUS_EVERY_MS,
    looksAtOnce: 4,
    auditKeptMs: 30 * 86_400_000,
    instruments: NO_INSTRUMENTS,
    log: QUIET_LOG,
    ...changed,
  }
  const { conversationSid, interactionSid, channelSid } = request
  const own: Mark = { conversationSid, interactionSid, channelSid, taskSids: [], source: 'conversations' }
  const scene: WorkScene = {
    chat,
    emulator,
    time,
    store,
    options,
    start: (other = {}) => startWork({ ...options, ...other }),
    mark: () => store.schedule.mark([own]),
    pass: (durationMs) => time.pass(durationMs),
    audit: async () => (await store.audit.entries({ limit: ENTRIES_MAX })).toReversed(),
  }
  if (isStarted) scene.start()
  await scene.pass(1)
  return scene
}

function settingsOf({ contactCenter }: Emulator): WorkOptions['settings'] {
  return {
    accountSid: contactCenter.accountSid,
    authToken: contactCenter.authToken,
    workspaceSid: workspaceSid.parse(contactCenter.workspaceSid),
    workflowSid: workflowSid.parse(contactCenter.workflowSid),
    baseUrl: 'http://emulator',
  }
}

import type { PolicyReading, SeenBackend } from '@conversation-transfer/transfer'
import { listActiveConversations, type ActiveConversation } from './active-conversations.ts'
import { writeBackendSeen } from './backend-seen.ts'
import { CallMeter } from './call-meter.ts'
import { findChannel, type ChannelSearch, type FoundChannel } from './find-channel.ts'
import { fetchPolicy } from './flex-configuration.ts'
import type { GatewayOptions } from './gateway.ts'
import { listLiveTasks, type LiveTask } from './live-tasks.ts'
import { listTaskEvents, type EventPeriod, type TaskEvent } from './task-events.ts'
import { createTwilioClient } from './twilio-client.ts'

/** Twilio, for questions about the account as a whole. Every failure of a call is a `TwilioFailure`. */
export interface AccountGateway {
  readPolicy(): Promise<PolicyReading>
  activeConversations(): Promise<readonly ActiveConversation[]>
  liveTasks(): Promise<readonly LiveTask[]>
  taskEvents(period: EventPeriod): Promise<readonly TaskEvent[]>
  findChannel(search: ChannelSearch): Promise<FoundChannel>
  writeBackendSeen(seen: SeenBackend): Promise<void>
}

export function createAccountGateway({ settings, deadlineMs, ...options }: GatewayOptions): AccountGateway {
  const client = createTwilioClient(settings, { ...options, deadlineMs, meter: new CallMeter() })
  return {
    readPolicy: () => fetchPolicy(client),
    activeConversations: () => listActiveConversations(client),
    liveTasks: () => listLiveTasks(client, settings),
    taskEvents: (period) => listTaskEvents(client, settings, period),
    findChannel: (search) => findChannel(client, settings, search),
    writeBackendSeen: (seen) => writeBackendSeen(client, seen),
  }
}

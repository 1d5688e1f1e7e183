import {
  conversationSid,
  EMPTY_MEMORY,
  type Memory,
  type Policy,
  type RepairSwitch,
} from '@conversation-transfer/transfer'
import {
  channelOfSid,
  type ChannelOfSid,
  type Gateway,
  type ObservationRequest,
} from '@conversation-transfer/twilio-gateway'
import type { AuditEntry } from '@conversation-transfer/backend'
import type { Account } from '../account/account.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Records, RowField } from '../records/records.ts'
import type { ScheduleRow } from '@conversation-transfer/backend'

/** A conversation that somebody wants to know about, and what is known of it before one looks. */
export interface Subject {
  readonly gateway: Gateway
  readonly request: ObservationRequest
  readonly policy: Policy
  readonly policyProblems: readonly string[]
  readonly memory: Memory
  /** What the backend keeps of it; undefined where there is no backend, or it has never heard of the conversation. */
  readonly row: Pick<ScheduleRow, RowField> | undefined
  readonly entries: readonly AuditEntry[]
  readonly records: Records | undefined
  /** Which rules the backend may act by; undefined where nobody knows. */
  readonly repairs: RepairSwitch | undefined
}

/** @throws {CliError} if nothing leads from the sid to a conversation. */
export async function findSubject(account: Account, records: Records | undefined, sid: string): Promise<Subject> {
  const { gateway } = account
  const known = conversationSid.safeParse(sid).data
  const knownRow = known === undefined ? undefined : await records?.row(known)
  const found = placeIn(knownRow, known) ?? (await channelOfSid(account.client, account.settings, sid))
  if (found === undefined) throw notFound(sid)
  const row = knownRow ?? (await records?.row(found.conversationSid))
  const { policy, problems } = await gateway.readPolicy()
  return {
    gateway,
    request: found,
    policy,
    policyProblems: problems,
    memory: row?.memory ?? EMPTY_MEMORY,
    row,
    entries: (await records?.entries(found.conversationSid)) ?? [],
    records,
    repairs: await records?.repairs(),
  }
}

function placeIn(
  row: Pick<ScheduleRow, RowField> | undefined,
  sid: ChannelOfSid['conversationSid'] | undefined,
): ChannelOfSid | undefined {
  if (row?.interactionSid === undefined || row.channelSid === undefined || sid === undefined) return undefined
  const { interactionSid, channelSid } = row
  return { interactionSid, channelSid, conversationSid: sid, taskSids: [] }
}

/** Sids that may be given, by their prefix. */
const PREFIXES = 'CH (conversation), WT (task), UO (channel) or KD (interaction)'

function notFound(sid: string): CliError {
  if (!/^(CH|WT|UO|KD)[0-9a-f]{32}$/.test(sid)) {
    return new CliError(EXIT.usage, `${sid} is no sid that leads to a conversation: give one of ${PREFIXES}.`)
  }
  return new CliError(
    EXIT.found,
    `Nothing leads from ${sid} to a channel with agents: no task of it exists any more, and its conversation does not ` +
      'carry our key. If you know another sid of it (KD or UO, from Flex or a log), give that.',
  )
}

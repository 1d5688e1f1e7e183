import type { Memory } from '@conversation-transfer/transfer'
import { printMemory } from '../../memory-text.ts'
import type { Claim } from '../../schedule.ts'
import type { Queries } from '../database.ts'
import { HELD } from '../held.ts'

/** False if the claim no longer holds its row. */
export async function keepMemory(queries: Queries, claim: Claim, memory: Memory): Promise<boolean> {
  const rows = await queries.query(SQL, [claim.conversationSid, claim.fence, printMemory(memory)])
  return rows.length > 0
}

const SQL = `
  update conversation_transfer.schedule set memory = $3::json
  where ${HELD({ conversationSid: '$1', fence: '$2' })}
  returning 1
`

import { readPolicy, type PolicyReading } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'

/**
 * The policy as Flex's configuration has it now. It is read with every command, beside all other reads: that costs a
 * call and no time, and a feature that has been switched off is off at once.
 */
export async function fetchPolicy(client: Twilio): Promise<PolicyReading> {
  const { uiAttributes } = await client.flexApi.v1.configuration().fetch()
  return readPolicy(uiAttributes)
}

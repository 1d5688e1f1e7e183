import { isObject } from '../../transports/rest/parameters.ts'
import type { ConversationParticipant } from '../conversations/state.ts'

/** The name that the customer gave; webchat writes it into the participant's attributes. */
export function customerName({ attributes }: ConversationParticipant): string | undefined {
  const value: unknown = JSON.parse(attributes)
  const name = isObject(value) ? (value['friendlyName'] ?? value['friendly_name']) : undefined
  return typeof name === 'string' ? name : undefined
}

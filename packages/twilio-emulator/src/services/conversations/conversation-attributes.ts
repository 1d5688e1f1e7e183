import { jsonObjectText } from '../../transports/rest/parameters.ts'
import { invalidConversation } from './conversation-errors.ts'

const CONVERSATION_ATTRIBUTES_BYTES_MAX = 16_384
const OTHER_ATTRIBUTES_BYTES_MAX = 4096

/** The parameter `Attributes` of a conversation: at most 16 KB (CV-4). Undefined if it is absent. */
export function conversationAttributes(form: URLSearchParams): string | undefined {
  return attributesUpTo(form, CONVERSATION_ATTRIBUTES_BYTES_MAX)
}

/** The parameter `Attributes` of a participant, a message or a user: at most 4 KB (CV-4). Undefined if it is absent. */
export function smallAttributes(form: URLSearchParams): string | undefined {
  return attributesUpTo(form, OTHER_ATTRIBUTES_BYTES_MAX)
}

function attributesUpTo(form: URLSearchParams, bytesMax: number): string | undefined {
  const text = jsonObjectText(form, 'Attributes')
  if (text === undefined) return undefined
  const bytes = Buffer.byteLength(text)
  // 50303 is the dictionary's "Attributes too long"; that Conversations answers it is assumed.
  if (bytes > bytesMax)
    throw invalidConversation(50303, `Attributes hold ${bytes} bytes, at most ${bytesMax} are allowed`)
  return text
}

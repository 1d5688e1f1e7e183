import { z } from 'zod'
import { channelReference } from './channel-reference.ts'

const SEARCH_CHARACTERS_MAX = 100

/** `POST /conversation-transfer/look`: a form or a JSON object. */
export type LookRequestBody = z.infer<typeof lookRequest>

export const lookRequest = z.object({
  ...channelReference,
  /** Whom the conversation can go to is answered too, by name; an empty text finds everybody. */
  search: z.string().max(SEARCH_CHARACTERS_MAX).optional(),
})

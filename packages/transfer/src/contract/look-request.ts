import { z } from 'zod'
import { channelReference } from './channel-reference.ts'

/** `POST /conversation-transfer/look`: a form or a JSON object. */
export type LookRequestBody = z.infer<typeof lookRequest>

export const lookRequest = z.object(channelReference)

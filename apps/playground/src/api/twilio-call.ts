import { createFlexToken, type Emulator } from '@conversation-transfer/twilio-emulator'
import { z } from 'zod'
import { Refusal } from './refusal.ts'

/** A call of Twilio's REST API, made within this process. */
export interface TwilioCall {
  /** With the Twilio host, such as `flex-api.twilio.com/v1/...`. */
  readonly address: string
  readonly body: URLSearchParams | object
  /** Whose call it is: the account's own, or a worker's, as a desktop makes it. */
  readonly by: 'account' | { readonly workerSid: string }
}

const TwilioMessage = z.object({ message: z.string() })

/** Posts it. Throws a Refusal with Twilio's own words. */
export async function postToTwilio(emulator: Emulator, { address, body, by }: TwilioCall): Promise<unknown> {
  const isForm = body instanceof URLSearchParams
  const request = new Request(`http://playground/__twilio/${address}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${btoa(credentials(emulator, by))}`,
      'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: isForm ? body.toString() : JSON.stringify(body),
  })
  const response = await emulator.fetch(request)
  const answer: unknown = await response.json()
  if (response.ok) return answer
  const { message } = TwilioMessage.safeParse(answer).data ?? { message: 'no reason was given' }
  throw new Refusal(409, `Twilio answered ${response.status}: ${message}.`)
}

function credentials({ world }: Emulator, by: TwilioCall['by']): string {
  if (by === 'account') return `${world.account.sid}:${world.account.authToken}`
  return `token:${createFlexToken(world, by.workerSid).sid}`
}

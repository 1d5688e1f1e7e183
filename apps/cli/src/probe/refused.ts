import { TwilioFailure } from '@conversation-transfer/twilio-gateway'

/** The status with which Twilio refuses a call; undefined where it takes it. Rejects where it does neither. */
export async function refusedWith(call: Promise<unknown>): Promise<number | undefined> {
  try {
    await call
    return undefined
  } catch (error: unknown) {
    if (error instanceof TwilioFailure && error.kind === 'rejected') return error.status
    throw error
  }
}

/** What Twilio answers to what it refuses. */
export interface Refusal {
  readonly status: number
  readonly code: number
  readonly message: string
}

/** What the SDK throws for a refused call. Throws if the call was not refused. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error: unknown) {
    if (error instanceof Error && 'status' in error && 'code' in error) {
      return { status: Number(error.status), code: Number(error.code), message: error.message }
    }
    throw error
  }
  throw new Error('The call was expected to be refused, and was not.')
}

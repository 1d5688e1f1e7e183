const ANSWER_MS_MAX = 10_000

/** What an address answers, or in a sentence why it does not. */
export type Fetched =
  | { readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly failed: string }

export async function fetched(url: string, init: RequestInit = {}): Promise<Fetched> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    return { status: response.status, headers: response.headers, text: await response.text() }
  } catch (error: unknown) {
    const { message, cause } = error as Error
    return { failed: cause instanceof Error ? cause.message : message }
  }
}

const ANSWER_MS_MAX = 30_000

/** Asks the server to do something. Throws an error with a sentence for whoever asked if it does not. */
export async function send<Answer = undefined>(path: string, body: object = {}): Promise<Answer> {
  const response = await answerTo(path, body)
  if (!response.ok) throw new Error(await sentenceOf(response))
  // The server is of the same commit as this page, so it is taken at its word; 204 has nothing to read.
  const answer: Answer = response.status === 204 ? undefined : await response.json()
  return answer
}

async function answerTo(path: string, body: object): Promise<Response> {
  try {
    return await fetch(`/playground${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    })
  } catch (error: unknown) {
    throw new Error('The playground does not answer. Is it still running?', { cause: error })
  }
}

async function sentenceOf(response: Response): Promise<string> {
  const text = await response.text()
  try {
    const { message }: { message?: unknown } = JSON.parse(text)
    if (typeof message === 'string') return message
  } catch {
    // Not JSON: what there is will have to do.
  }
  return `The playground answered ${response.status}${text === '' ? '.' : `: ${text}`}`
}

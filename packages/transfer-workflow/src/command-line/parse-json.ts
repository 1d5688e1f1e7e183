import { UsageError } from './usage-error.ts'

/** @throws {UsageError} that names the source of the text. */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error: unknown) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${source} is not JSON: ${reason}`, { cause: error })
  }
}

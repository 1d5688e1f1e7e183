import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'

/** @throws {CliError} that names where the text comes from, and what is wrong with it. */
export function jsonIn(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error: unknown) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(EXIT.usage, `${source} is not JSON: ${reason}`, { cause: error })
  }
}

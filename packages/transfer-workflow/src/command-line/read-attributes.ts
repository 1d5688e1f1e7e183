import { z } from 'zod'
import { parseJson } from './parse-json.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** A task's attributes from a file, or from `-`. @throws {UsageError} */
export async function readAttributes(path: string, terminal: Terminal): Promise<Readonly<Record<string, unknown>>> {
  const decoded = z.record(z.string(), z.unknown()).safeParse(parseJson(await terminal.read(path), path))
  if (decoded.success) return decoded.data
  throw new UsageError(`${path} must hold a task's attributes: one JSON object.`)
}

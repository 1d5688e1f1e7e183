import { createHash } from 'node:crypto'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'

/** A file as it is uploaded: a Function, or an asset that everybody may fetch. */
export interface BundledFile {
  readonly kind: 'Functions' | 'Assets'
  /** Where it is answered, with a slash before it. */
  readonly path: string
  readonly content: string
}

/** What Twilio takes of one file, in bytes (SL-5). */
const BYTES_MAX = { Functions: 1_000_000, Assets: 25_000_000 } as const

/** @throws {CliError} where a file is larger than Twilio takes; nothing has been sent by then. */
export function checkSizes(files: readonly BundledFile[]): void {
  for (const { kind, path, content } of files) {
    const bytes = Buffer.byteLength(content)
    if (bytes <= BYTES_MAX[kind]) continue
    throw new CliError(EXIT.usage, `${path} has ${bytes} bytes, and Twilio takes ${BYTES_MAX[kind]} at most.`)
  }
}

/** The same for the same files, whatever their order: what is deployed already is recognized by it. */
export function digestOf(files: readonly BundledFile[]): string {
  const hash = createHash('sha256')
  for (const { kind, path, content } of files.toSorted((one, other) => one.path.localeCompare(other.path))) {
    hash.update(JSON.stringify([kind, path, content]))
  }
  return hash.digest('hex').slice(0, 16)
}

import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { WorkflowVariant } from '../generate-workflow.ts'
import { UsageError } from './usage-error.ts'

/** What every command that reads queues takes. */
export const QUEUE_OPTIONS = { queues: { type: 'string' }, account: { type: 'string' } } as const

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<Taken extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Taken; allowPositionals: true; strict: true }>
>

/** @throws {UsageError} for an option that the command does not have, or that lacks its value. */
export function parseOptions<const Taken extends Options>(args: readonly string[], options: Taken): Parsed<Taken> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error: unknown) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** @throws {UsageError} unless exactly one is there. */
export function onlyWorkflow(positionals: readonly string[]): string {
  const [path, extra] = positionals
  if (path === undefined) throw new UsageError('Name the file with the workflow, or - for the standard input.')
  if (extra !== undefined) throw new UsageError(`${extra} is one argument too many; one workflow is read at a time.`)
  return path
}

/** @throws {UsageError} */
export function variantOption(text: string | undefined): WorkflowVariant | undefined {
  if (text === undefined || text === 'backend' || text === 'standalone') return text
  throw new UsageError(`--variant is backend or standalone, not ${text}.`)
}

/** @throws {UsageError} unless it is a whole number; what numbers make sense is for the reader to say. */
export function secondsOption(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  throw new UsageError(`${option} is a whole number of seconds, not ${text}.`)
}

/** The standard input can be read once. @throws {UsageError} */
export function checkStandardInput(...paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === '-').length < 2) return
  throw new UsageError('Only one of the inputs can be - (the standard input); put the others into files.')
}

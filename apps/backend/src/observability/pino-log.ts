import { pino, type DestinationStream } from 'pino'
import type { Configuration } from '../configuration/configuration.ts'
import type { Log } from './log.ts'

export interface LogOptions {
  readonly level: Configuration['logLevel']
  /** Which process this is among all on the store. */
  readonly processId: string
  /** Where the lines go; standard output, unless said otherwise. */
  readonly destination?: DestinationStream | undefined
}

/** One line of JSON for each thing that happens. Keys that hold credentials or what customers write are blacked out. */
export function createPinoLog({ level, processId, destination }: LogOptions): Log {
  return pino(
    {
      level,
      base: { processId },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [...SECRET, ...PRIVATE].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[redacted]',
      },
    },
    destination ?? pino.destination({ sync: true }),
  )
}

const SECRET = ['authToken', 'accessToken', 'authorization', 'Authorization', 'cookie', 'Token', 'password', 'url']

const PRIVATE = ['body', 'Body', 'MessageBody', 'attributes', 'taskAttributes', 'TaskAttributes']

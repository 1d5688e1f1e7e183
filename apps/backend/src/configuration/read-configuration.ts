import { RULE_NAMES, unknownRules, workflowSid, workspaceSid, type RepairSwitch } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { Configuration } from './configuration.ts'
import { isLoopback } from './loopback.ts'
import { VARIABLES, type Variable, type VariableName } from './variables.ts'

export type ConfigurationReading =
  | { readonly kind: 'valid'; readonly configuration: Configuration }
  /** One line for each thing that is wrong: everything at once, so that nobody corrects one by one. */
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }

/** Reads and checks the environment as a whole. What is empty counts as not set. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): ConfigurationReading {
  const set = Object.fromEntries(NAMES.map((name) => [name, settingOf(environment, name)]))
  const reading = SETTINGS.safeParse(set)
  const crossed = contradictions(set)
  if (!reading.success) {
    return { kind: 'invalid', problems: [...reading.error.issues.map(problemOf), ...crossed] }
  }
  if (crossed.length > 0) return { kind: 'invalid', problems: crossed }
  return { kind: 'valid', configuration: configurationOf(reading.data) }
}

const NAMES = Object.keys(VARIABLES) as VariableName[]

/** Whoever guesses tokens cannot guess one of this length. */
const ACCESS_TOKEN_CHARS_MIN = 24

/** A census reads the whole account: more often than this it would use up Twilio's limits. */
const CENSUS_SECONDS_MIN = 30

const DAY_MS = 24 * 60 * 60 * 1000

/** What each variable accepts; `VARIABLES` says what it does. */
export const SETTINGS = z.object({
  TWILIO_ACCOUNT_SID: z
    .string('is not set')
    .regex(/^AC[0-9a-f]{32}$/, 'must be the account sid: AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: z.string('is not set').meta({ accepts: "the account's auth token" }),
  TWILIO_FLEX_WORKSPACE_SID: workspaceSid,
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: workflowSid,
  TWILIO_API_BASE_URL: webAddress().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres://')
    .optional()
    .meta({ accepts: 'an address that begins with postgres://' }),
  DATA_FOLDER: z.string().meta({ accepts: 'a folder' }),
  HOST: z.string().meta({ accepts: 'a name or an address of this machine' }),
  PORT: wholeNumber(0, 65_535),
  PUBLIC_URL: webAddress().optional(),
  ACCESS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be made of visible ASCII characters, without spaces')
    .min(ACCESS_TOKEN_CHARS_MIN, `must have at least ${ACCESS_TOKEN_CHARS_MIN} characters`)
    .optional()
    .meta({ accepts: `at least ${ACCESS_TOKEN_CHARS_MIN} visible ASCII characters, without spaces` }),
  REPAIRS: z
    .string()
    .transform(readRepairs)
    .meta({ accepts: 'none, all, or names of [rules](../runbook/README.md) with commas between them' }),
  REPAIRS_PER_MINUTE_MAX: wholeNumber(0, 10_000),
  REPAIRS_SHARE_MAX: share(),
  REPAIRS_PER_MINUTE_MIN: wholeNumber(0, 10_000),
  CENSUS_SECONDS: wholeNumber(CENSUS_SECONDS_MIN, 86_400),
  LOOKS_AT_ONCE: wholeNumber(1, 100),
  AUDIT_DAYS: wholeNumber(1, 3_650),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error'),
})

function configurationOf(settings: z.infer<typeof SETTINGS>): Configuration {
  return {
    twilio: {
      accountSid: settings.TWILIO_ACCOUNT_SID,
      authToken: settings.TWILIO_AUTH_TOKEN,
      workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID,
      workflowSid: settings.TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID,
      baseUrl: settings.TWILIO_API_BASE_URL,
    },
    store:
      settings.DATABASE_URL === undefined
        ? { kind: 'pglite', folder: settings.DATA_FOLDER }
        : { kind: 'postgres', url: settings.DATABASE_URL },
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL,
    accessToken: settings.ACCESS_TOKEN,
    repairs: settings.REPAIRS,
    allowance: {
      perMinuteMax: settings.REPAIRS_PER_MINUTE_MAX,
      shareMax: settings.REPAIRS_SHARE_MAX,
      perMinuteMin: settings.REPAIRS_PER_MINUTE_MIN,
    },
    censusEveryMs: settings.CENSUS_SECONDS * 1000,
    looksAtOnce: settings.LOOKS_AT_ONCE,
    auditKeptMs: settings.AUDIT_DAYS * DAY_MS,
    logLevel: settings.LOG_LEVEL,
  }
}

/** What no variable alone can tell. Looked at although others are wrong, so that everything is said at once. */
function contradictions(set: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = []
  const host = set['HOST'] ?? ''
  if (set['ACCESS_TOKEN'] === undefined && !isLoopback(host)) {
    const wrong = `is required where HOST is not a loopback address, and HOST is "${host}": without it everybody could read the page and thaw repairs`
    problems.push(line('ACCESS_TOKEN', wrong))
  }
  if (Number(set['REPAIRS_PER_MINUTE_MIN']) > Number(set['REPAIRS_PER_MINUTE_MAX'])) {
    problems.push(line('REPAIRS_PER_MINUTE_MIN', 'must not be more than REPAIRS_PER_MINUTE_MAX'))
  }
  return problems
}

function settingOf(environment: Readonly<Record<string, string | undefined>>, name: VariableName): string | undefined {
  const value = environment[name]?.trim()
  const variable: Variable = VARIABLES[name]
  return value === undefined || value === '' ? variable.usually : value
}

function problemOf({ path, message }: z.core.$ZodIssue): string {
  return line(path[0] as VariableName, message)
}

function line(name: VariableName, wrong: string): string {
  return `${name} ${wrong}. Example: ${name}=${VARIABLES[name].example}`
}

function webAddress(): z.ZodType<string> {
  return z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' })
    .refine((text) => !/[?#]/.test(text), 'must have neither a query nor a fragment')
}

function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const message = `must be a whole number from ${min} to ${max}`
  return z.string().regex(/^\d+$/, message).transform(Number).pipe(z.number().min(min, message).max(max, message))
}

function share(): z.ZodType<number, string> {
  const message = 'must be a number from 0 to 1'
  return z
    .string()
    .regex(/^\d*\.?\d+$/, message)
    .transform(Number)
    .pipe(z.number().max(1, message))
}

/** A name that no rule has would leave its rule switched off without a word. */
function readRepairs(text: string, context: z.core.$RefinementCtx<string>): RepairSwitch {
  if (text === 'none' || text === 'all') return text
  const names = text.split(',').map((name) => name.trim())
  const unknown = unknownRules(names)
  if (unknown.length > 0) {
    const message = `names rules that there are not: ${unknown.join(', ')}. It is none, all, or some of ${RULE_NAMES.join(', ')}`
    context.addIssue({ code: 'custom', message, input: text })
  }
  return names
}

import type { Command } from 'commander'
import { openAccount, type Account } from '../account/account.ts'
import { printCase } from '../case/case-file.ts'
import { CliError } from '../cli-error.ts'
import { exportCase } from '../conversation/export-case.ts'
import { follow, type Followed } from '../conversation/follow.ts'
import { lookOnce, type Looked } from '../conversation/look-once.ts'
import { fetchNames } from '../conversation/names.ts'
import { reportJson } from '../conversation/report-json.ts'
import { reportText } from '../conversation/report-text.ts'
import { standingAgainst } from '../conversation/standing-against.ts'
import { findSubject, type Subject } from '../conversation/subject.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { duration } from '../output/text.ts'
import type { Records } from '../records/records.ts'
import type { Surroundings } from '../surroundings.ts'
import type { AddCommand } from './command.ts'

/** A conversation settles within its longest grace, a minute by default, and a few looks. */
const LIMIT_SECONDS = 180

const EXAMPLES = `
Examples:
  conversation-transfer conversation CH0123...                    what is, what every rule says, what would be done
  conversation-transfer conversation WT0123... --wait             follows it until all is well, or for ${LIMIT_SECONDS} s
  conversation-transfer conversation CH0123... --repair --wait    performs what becomes due, and asks before each
  conversation-transfer conversation CH0123... --export night.json

With BACKEND_URL (and ACCESS_TOKEN) it goes by what the backend remembers; else it begins with an empty memory, and what
needs a grace is due only after --wait has seen it for so long.
Ends with ${EXIT.fine} if all is well or was mended, ${EXIT.found} if something is wrong or was not done.
`

interface Options {
  readonly repair?: true
  readonly wait?: true
  readonly limit: string
  readonly yes?: true
  readonly export?: string
  readonly title?: string
  readonly withAttributes?: true
  readonly json?: true
  readonly profile?: string
}

export const addConversationCommand: AddCommand = (program, surroundings, end) => {
  withOptions(program.command('conversation'))
    .description('Shows one conversation as the rules see it, and mends it if told to.')
    .argument('<sid>', 'of the conversation (CH), or of a task (WT), channel (UO) or interaction (KD) of it')
    .addHelpText('after', EXAMPLES)
    .action(async (sid: string, options: Options) => {
      const limitMs = limitOf(options.limit)
      const account = await openAccount(surroundings, options.profile)
      const records = await surroundings.openRecords(surroundings.env)
      try {
        end(await run({ surroundings, account, records, sid, options, limitMs }))
      } finally {
        await records?.close()
      }
    })
}

function withOptions(command: Command): Command {
  return command
    .option('--dry-run', 'only say what would be done (the default)')
    .option('--repair', 'perform what is due, after a yes')
    .option('--yes', 'ask nothing')
    .option('--wait', 'look again until all is well, or until the time is over')
    .option('--limit <seconds>', 'how long to wait at most', String(LIMIT_SECONDS))
    .option('--export <file>', 'write the look as a case for `replay`')
    .option('--title <sentence>', 'what it is a case of')
    .option('--with-attributes', 'leave the values of other people’s attributes in the case')
    .option('--json', 'print everything as JSON, and nothing else')
    .option('--profile <name>', 'use this profile of the Twilio CLI')
}

interface Run {
  readonly surroundings: Surroundings
  readonly account: Account
  readonly records: Records | undefined
  readonly sid: string
  readonly options: Options
  readonly limitMs: number
}

async function run({ surroundings, account, records, sid, options, limitMs }: Run): Promise<ExitCode> {
  const { time, print, complain } = surroundings
  const subject = await findSubject(account, records, sid)
  const first = await lookOnce({ ...subject, time })
  if (options.export !== undefined) await exportTo(options.export, { surroundings, first, options })
  const names = await fetchNames(account, first.observation)
  const report = { account: account.title, subject, looked: first, names }
  if (options.json !== true) print(reportText(report))
  if (options.repair === true) await refuseIfUnsafe(subject)
  const repairs = options.repair === true
  const isAgreed = options.yes === true
  const followed = await follow({
    subject,
    surroundings,
    first,
    repairs,
    isAgreed,
    waits: options.wait === true,
    limitMs,
  })
  if (options.json === true) print(reportJson(report, followed))
  else complain(`${endText(followed)}\n`)
  return followed.end === 'failed' ? EXIT.unavailable : followed.end === 'settled' ? EXIT.fine : EXIT.found
}

function limitOf(text: string): number {
  const seconds = Number(text)
  if (/^\d{1,5}$/.test(text)) return seconds * 1000
  throw new CliError(EXIT.usage, `--limit is a whole number of seconds, not ${text}.`)
}

async function exportTo(
  path: string,
  { surroundings, first, options }: Pick<Run, 'surroundings' | 'options'> & { readonly first: Looked },
): Promise<void> {
  const title = options.title ?? `${first.observation.conversation.sid} as it was`
  const { content, isOther } = exportCase(first, title, options.withAttributes === true)
  await surroundings.write(path, printCase(content))
  surroundings.complain(`The case is in ${path}.\n`)
  if (!isOther) return
  surroundings.complain(
    'WARNING: with the values of attributes replaced, the rules decide otherwise; --with-attributes keeps them.\n',
  )
}

async function refuseIfUnsafe(subject: Subject): Promise<void> {
  const against = await standingAgainst(subject)
  if (against === undefined) return
  const remedy = against.kind === 'frozen' ? 'Thaw them first, if that is right.' : 'Look again in a moment.'
  throw new CliError(EXIT.found, `${against.sentence} ${remedy}`)
}

function endText({ end, last, repairs }: Followed): string {
  const done = repairs.length === 0 ? 'Nothing was changed.' : `${repairs.length} repairs were begun.`
  switch (end) {
    case 'settled':
      return `All is well. ${done}`
    case 'has to wait': {
      const wait = duration(last.decision.lookAgainAtMs - last.nowMs)
      return `Something is wrong, and nothing is due before it has been seen for ${wait} more: --wait waits. ${done}`
    }
    case 'due':
      return `A repair is due: --repair performs it. ${done}`
    case 'not agreed':
      return done
    case 'alarm':
      return `A person has to do something: see the alarm. ${done}`
    case 'out of time':
      return `The time is over, and not all is well. ${done}`
    case 'failed':
      return `Twilio did not perform a step. ${done}`
  }
}

import type { Leftover } from './leftovers.ts'
import { CUSTOMER_IDENTITY } from './own-name.ts'

export interface Plan {
  /** For people: which account. */
  readonly title: string
  /** What the names of all that is made begin with. */
  readonly name: string
  readonly questions: number
  readonly file: string
  readonly isReplaced: boolean
  readonly leftovers: readonly Leftover[]
}

/** What a probe does to an account, said before it does it. */
export function planText({ title, name, questions, file, isReplaced, leftovers }: Plan): string {
  const earlier = leftovers.map(({ what }) => `- removes what an earlier probe has left: ${what}\n`).join('')
  return `In the account ${title}:
${earlier}- asks ${questions} questions, one after the other: some 1,000 calls, and a few minutes
- makes for each, and removes when it has been asked, well or badly: up to two workers, up to three queues and workflows, a few tasks,
  and one conversation with an interaction; all of them are named ${name}...
- has its queues reach its own workers only, and its workers take no tasks but those of the channel "default"
- sends no message, and calls nobody
- leaves closed interactions, which Twilio's API cannot delete, and users of Conversations: ${CUSTOMER_IDENTITY} and its like
- writes ${file}${isReplaced ? ', which is there already: it is replaced' : ''}
While it runs, its workers are available, and queues and dashboards that count everybody count them too: choose an hour at which
nobody is served. Ctrl+C stops it, and it removes what it has made.
`
}

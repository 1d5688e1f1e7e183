import { printExpression, type Expression } from '@conversation-transfer/taskrouter-language'
import type { Queue } from './queue.ts'

/** Ours: far longer than names that people read, far shorter than what an expression may be. */
const NAME_LENGTH_CHARACTERS_MAX = 256

/** Which invites are for this queue: those that name its sid and, if `byName`, those that name its name. */
export function queueFilterExpression({ sid, friendlyName }: Queue, { byName }: { readonly byName: boolean }): string {
  const bySid = equals('transferTargetSid', sid)
  const named: Expression = byName
    ? { kind: 'or', operands: [bySid, equals('transferQueueName', friendlyName)] }
    : bySid
  return printExpression({ kind: 'and', operands: [equals('transferTargetType', 'queue'), named] })
}

/**
 * What keeps a queue from being found by its name; undefined if nothing does. The expression language documents no way to
 * escape anything, so that a name with both kinds of quotes cannot be written, and what a backslash means is not known.
 */
export function nameObstacle({ friendlyName }: Queue): string | undefined {
  if (friendlyName === '') return 'it is empty'
  if (friendlyName.includes("'") && friendlyName.includes('"')) return 'it has both kinds of quotes in it'
  if (friendlyName.includes('\\')) return 'it has a backslash in it'
  if (/\p{Cc}/u.test(friendlyName)) return 'it has a line break or another control character in it'
  if (friendlyName.length > NAME_LENGTH_CHARACTERS_MAX)
    return `it is over ${NAME_LENGTH_CHARACTERS_MAX} characters long`
  return undefined
}

function equals(attribute: string, value: string): Expression {
  return {
    kind: 'comparison',
    operator: '==',
    left: { kind: 'path', path: [attribute] },
    right: { kind: 'constant', value },
  }
}

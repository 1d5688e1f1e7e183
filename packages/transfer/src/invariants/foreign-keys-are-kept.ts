import { sameJson, type JsonObject } from '../json.ts'

/** The keys of a conversation's attributes that are ours. */
const OUR_KEYS: ReadonlySet<string> = new Set(['invites', 'conversationTransfer'])

/** Other people's keys are there as they were: `after` is what is there, `theirs` what they wrote last. */
export function foreignKeyViolations(theirs: JsonObject, after: JsonObject): string[] {
  return Object.entries(theirs)
    .filter(([key, value]) => !OUR_KEYS.has(key) && !sameJson(after[key], value))
    .map(([key]) => `The attribute ${key} of somebody else's is not what it was.`)
}

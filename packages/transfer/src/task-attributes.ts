import { printJson, type JsonObject } from './json.ts'

/** Documented: https://www.twilio.com/docs/taskrouter/limits */
const TASK_ATTRIBUTES_CHARACTERS_MAX = 4_096

/** By how many characters the attributes of a task are too long for Twilio; 0 if they fit. */
export function charactersOver(attributes: JsonObject): number {
  return Math.max(0, printJson(attributes).length - TASK_ATTRIBUTES_CHARACTERS_MAX)
}

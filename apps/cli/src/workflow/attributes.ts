import { isJsonObject, parseJson, type JsonObject } from '@conversation-transfer/transfer'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { textOf } from './workflow-source.ts'

/** A task's attributes: JSON as it stands, or a file that holds it. @throws {CliError} */
export async function readAttributes(
  surroundings: Pick<Surroundings, 'read'>,
  jsonOrFile: string,
): Promise<JsonObject> {
  const isJson = jsonOrFile.trimStart().startsWith('{')
  const value = parseJson(isJson ? jsonOrFile : await textOf(surroundings, jsonOrFile))
  if (isJsonObject(value)) return value
  const what = isJson ? 'What was given' : jsonOrFile
  throw new CliError(EXIT.usage, `${what} is no JSON object with a task's attributes.`)
}

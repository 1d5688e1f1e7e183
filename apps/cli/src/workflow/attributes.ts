import { isJsonObject, parseJson, type JsonObject } from '@conversation-transfer/transfer'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { jsonIn } from './json-in.ts'
import { textOf } from './workflow-source.ts'

/** A task's attributes: JSON as it stands, or a file that holds it. @throws {CliError} */
export async function readAttributes(
  surroundings: Pick<Surroundings, 'read'>,
  jsonOrFile: string,
): Promise<JsonObject> {
  const isJson = jsonOrFile.trimStart().startsWith('{')
  const text = isJson ? jsonOrFile : await textOf(surroundings, jsonOrFile)
  const value = parseJson(text)
  if (isJsonObject(value)) return value
  const what = isJson ? 'What was given' : jsonOrFile
  if (value === undefined) jsonIn(text, what)
  throw new CliError(EXIT.usage, `${what} is no JSON object with a task's attributes.`)
}

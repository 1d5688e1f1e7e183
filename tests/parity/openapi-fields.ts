import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Exchange } from './observing-client.ts'

/** Twilio's API descriptions, as far as they say which fields an answer has. */
export interface ApiDescriptions {
  /** What an answer has too much and too little, such as `+media_sid` or `-delivery`; undefined if it is not described. */
  readonly deviationsOf: (exchange: Exchange) => readonly string[] | undefined
}

/** Reads every `*.json` of a folder as an OpenAPI description. Throws if there is none. */
export function readApiDescriptions(folder: string): ApiDescriptions {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  if (files.length === 0) throw new Error(`There is no OpenAPI description (*.json) in ${folder}.`)
  const operations = files.flatMap((file) => operationsOf(decode(readFileSync(join(folder, file), 'utf8'))))
  return {
    deviationsOf: (exchange) => {
      const { hostname, pathname } = new URL(exchange.url)
      const address = `${hostname}${pathname}`
      const operation = operations.find(({ method, path }) => method === exchange.method && path.test(address))
      return operation === undefined ? undefined : deviations(operation.schema, exchange.body)
    },
  }
}

interface Operation {
  readonly method: string
  readonly path: RegExp
  readonly schema: Schema
}

/** As far as we read it. References have been followed. */
interface Schema {
  readonly properties: ReadonlyMap<string, Schema>
  readonly items: Schema | undefined
}

type JsonObject = Readonly<Record<string, unknown>>

function decode(text: string): JsonObject {
  return objectOf(JSON.parse(text))
}

function operationsOf(description: JsonObject): Operation[] {
  return Object.entries(objectOf(description['paths'])).flatMap(([path, item]) => {
    const { servers } = objectOf(item)
    const [server] = listOf(servers).map((entry) => new URL(String(objectOf(entry)['url'])).hostname)
    return ['get', 'post'].flatMap((method) => {
      const answer = answerOf(objectOf(objectOf(item)[method]), description)
      const pattern = `^${server}${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`
      return answer === undefined ? [] : [{ method: method.toUpperCase(), path: new RegExp(pattern), schema: answer }]
    })
  })
}

function answerOf(operation: JsonObject, description: JsonObject): Schema | undefined {
  const responses = objectOf(operation['responses'])
  const success = Object.keys(responses).find((status) => status.startsWith('2'))
  const content = objectOf(objectOf(responses[success ?? ''])['content'])
  const { schema } = objectOf(content['application/json'])
  return schema === undefined ? undefined : schemaOf(schema, description)
}

function schemaOf(value: unknown, description: JsonObject): Schema {
  const schema = objectOf(value)
  const reference = schema['$ref']
  if (typeof reference === 'string') return schemaOf(followed(reference, description), description)
  const properties = Object.entries(objectOf(schema['properties']))
  return {
    properties: new Map(properties.map(([name, property]) => [name, schemaOf(property, description)])),
    items: schema['items'] === undefined ? undefined : schemaOf(schema['items'], description),
  }
}

/** `#/components/schemas/name` */
function followed(reference: string, description: JsonObject): unknown {
  const names = reference.split('/').slice(1)
  return names.reduce<unknown>((value, name) => objectOf(value)[name], description)
}

/** Fields of the answer, of the objects in its lists, and of the lists' `meta`; what stands deeper is free. */
function deviations(schema: Schema, body: unknown): string[] {
  const found = compare(schema, body)
  const inside = Object.entries(objectOf(body)).flatMap(([name, value]) => {
    const inner = schema.properties.get(name)
    if (name === 'meta' && inner !== undefined) return compare(inner, value)
    const items = inner?.items
    return items === undefined || items.properties.size === 0 ? [] : listOf(value).flatMap((row) => compare(items, row))
  })
  return [...new Set([...found, ...inside])]
}

function compare({ properties }: Schema, value: unknown): string[] {
  const present = Object.keys(objectOf(value))
  const more = present.filter((name) => !properties.has(name)).map((name) => `+${name}`)
  const less = [...properties.keys()].filter((name) => !present.includes(name)).map((name) => `-${name}`)
  return [...more, ...less]
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

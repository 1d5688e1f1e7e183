import type { Connections } from '../http-client.ts'

type RequestOptions = Parameters<Connections['request']>[0]

/** What the SDK would send over a network, handed to an emulator in the same process. */
export function emulatedConnections(handle: (request: Request) => Promise<Response>): Pick<Connections, 'request'> {
  return {
    request: async (options) => {
      const response = await handle(toRequest(options))
      const headers = Object.fromEntries(response.headers)
      // The body is typed as whatever the caller asked for, and is decoded by the caller.
      return { statusCode: response.status, headers, body: parsed(await response.text()) as never }
    },
  }
}

function toRequest({ method, uri, params, data, headers, username, password }: RequestOptions): Request {
  const url = new URL(uri)
  for (const [name, value] of fieldsOf(params)) url.searchParams.append(name, value)
  const sent = new Headers(headers)
  sent.set('Authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  if (data === undefined) return new Request(url, { method, headers: sent })
  const isJson = sent.get('Content-Type') === 'application/json'
  const body = isJson ? JSON.stringify(data) : new URLSearchParams(fieldsOf(data))
  return new Request(url, { method, headers: sent, body })
}

function fieldsOf(fields: unknown): [string, string][] {
  return Object.entries(Object(fields)).flatMap(([name, value]: [string, unknown]) => {
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return values.filter((one) => one !== undefined).map((one): [string, string] => [name, `${one as string | number}`])
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What a Function is told of its request. */
export interface FunctionEvent {
  readonly [parameter: string]: unknown
  readonly request: {
    readonly headers: Readonly<Record<string, string>>
    readonly cookies: Readonly<Record<string, string>>
  }
}

/** Query and body become one object, as at Twilio; a JSON body that is no object has no parameters. */
export async function readEvent(request: Request): Promise<FunctionEvent> {
  const headers = Object.fromEntries(request.headers)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return { ...query, ...(await readBody(request)), request: { headers, cookies: readCookies(headers['cookie'] ?? '') } }
}

async function readBody(request: Request): Promise<object> {
  if (request.method !== 'POST') return {}
  const text = await request.text()
  if (request.headers.get('Content-Type')?.startsWith('application/json') !== true) {
    return readForm(new URLSearchParams(text))
  }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** A field that stands in a form more than once is a list, as at Twilio. */
function readForm(form: URLSearchParams): Record<string, string | string[]> {
  const values = (name: string): string | string[] => {
    const all = form.getAll(name)
    return all.length === 1 ? (all[0] ?? '') : all
  }
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, values(name)]))
}

function readCookies(header: string): Record<string, string> {
  const pairs = [...header.matchAll(/([^=;\s]+)=([^;]*)/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))
}

import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { TwilioContext, TwilioEvent, TwilioHandler } from '../twilio-runtime.ts'
import { LocalResponse } from './local-response.ts'

/** Documented: https://www.twilio.com/docs/serverless/functions-assets/faq */
const FUNCTION_MS_MAX = 10_000

const BODY_BYTES_MAX = 1_048_576

export interface LocalFunctionsOptions {
  /** The folder with the bundled Functions, laid out as the Serverless Toolkit deploys it. */
  readonly directory: string
  /** The variables of the Functions' environment. */
  readonly environment: TwilioContext
}

export interface LocalRuntimeOptions extends LocalFunctionsOptions {
  /** 0 takes a free one. */
  readonly port: number
}

export interface LocalRuntime {
  /** `http://127.0.0.1:<port>`; a Function's path is its file's. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Runs bundled Functions on this machine as Twilio's runtime would: the same bundle, event, context and time limit. It
 * takes a millisecond where Twilio's own local runtime takes hundreds, and needs none of its 150 MB.
 */
export async function startLocalRuntime(options: LocalRuntimeOptions): Promise<LocalRuntime> {
  const { server, port } = await listen(createLocalFunctions(options), options.port)
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) }
}

/** The same Functions as the handler of a server that somebody else runs. */
export function createLocalFunctions({ directory, environment }: LocalFunctionsOptions): Hono {
  Object.assign(globalThis, { Twilio: { Response: LocalResponse } })
  const app = new Hono()
  for (const { path, handler } of loadFunctions(directory)) {
    app.all(path, bodyLimit({ maxSize: BODY_BYTES_MAX }), async (context) => {
      return invoke(handler, environment, await readEvent(context))
    })
  }
  return app
}

interface LoadedFunction {
  readonly path: string
  readonly handler: TwilioHandler
}

function loadFunctions(directory: string): LoadedFunction[] {
  const require = createRequire(import.meta.url)
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  return files.map((file) => {
    const absolute = join(directory, file)
    const loaded = require(absolute) as { readonly handler: TwilioHandler }
    return {
      path: `/${relative(directory, absolute).split(sep).join('/').replace(/\.js$/, '')}`,
      handler: loaded.handler,
    }
  })
}

/** Query and body become one object, as at Twilio; a JSON body that is no object has no parameters. */
async function readEvent(context: Context): Promise<TwilioEvent> {
  const request = { headers: context.req.header(), cookies: {} }
  return { ...context.req.query(), ...(await readBody(context)), request }
}

async function readBody(context: Context): Promise<object> {
  if (context.req.method !== 'POST') return {}
  const text = await context.req.text()
  if (context.req.header('Content-Type')?.startsWith('application/json') !== true) {
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

function invoke(handler: TwilioHandler, environment: TwilioContext, event: TwilioEvent): Promise<Response> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(timedOut()), FUNCTION_MS_MAX)
    const settle = (response: Response): void => {
      clearTimeout(timer)
      resolve(response)
    }
    const callback = (error: Error | null, response: unknown): void =>
      settle(error === null && response instanceof LocalResponse ? response.toResponse() : crashed(error))
    handler(environment, event, callback).catch((error: unknown) => settle(crashed(error)))
  })
}

function timedOut(): Response {
  return new Response('runtime application timed out', { status: 504 })
}

function crashed(error: unknown): Response {
  return new Response(error instanceof Error ? error.message : 'The Function gave no response.', { status: 500 })
}

function listen(app: Hono, port: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (address) =>
      resolve({ server, port: address.port }),
    )
    server.once('error', reject)
  })
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}

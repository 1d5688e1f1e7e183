import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'
import { FunctionResponse, invoke, readEvent, type FunctionHandler } from '@conversation-transfer/functions-runtime'
import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { TwilioContext } from '../twilio-runtime.ts'

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
  Object.assign(globalThis, { Twilio: { Response: FunctionResponse } })
  const app = new Hono()
  for (const { path, handler } of loadFunctions(directory)) {
    app.all(path, bodyLimit({ maxSize: BODY_BYTES_MAX }), async (context) => {
      return invoke(handler, environment, await readEvent(context.req.raw))
    })
  }
  return app
}

interface LoadedFunction {
  readonly path: string
  readonly handler: FunctionHandler
}

function loadFunctions(directory: string): LoadedFunction[] {
  const require = createRequire(import.meta.url)
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  return files.map((file) => {
    const absolute = join(directory, file)
    const loaded = require(absolute) as { readonly handler: FunctionHandler }
    return {
      path: `/${relative(directory, absolute).split(sep).join('/').replace(/\.js$/, '')}`,
      handler: loaded.handler,
    }
  })
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

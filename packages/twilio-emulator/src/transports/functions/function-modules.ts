import { FunctionResponse, loadModule, type FunctionHandler } from '@conversation-transfer/functions-runtime'
import { isObject } from '../rest/parameters.ts'
import { textOf } from '../../services/serverless/builds.ts'
import type { ResourceVersion } from '../../services/serverless/state.ts'

/** Where Twilio's runtime keeps the files of a build; nothing lies there, but it is what `require` is asked for. */
const FILES = '/var/task/files'

/** The modules of one build, each loaded once: what a module keeps, it keeps for the next request, as in Twilio's process. */
export class FunctionModules {
  readonly #versions: readonly ResourceVersion[]
  readonly #require: (id: string) => unknown
  readonly #loaded = new Map<string, unknown>()

  constructor(versions: readonly ResourceVersion[], requireInstalled: (id: string) => unknown) {
    this.#versions = versions
    this.#require = requireInstalled
  }

  /** Throws what the module throws when it is loaded, and an Error if it exports no handler. */
  handler(version: ResourceVersion): FunctionHandler {
    const exported = this.#load(version)
    if (isObject(exported) && typeof exported['handler'] === 'function') return exported['handler'] as FunctionHandler
    throw new Error(`${version.path} exports no handler.`)
  }

  #load(version: ResourceVersion): unknown {
    if (this.#loaded.has(version.sid)) return this.#loaded.get(version.sid)
    const exported = loadModule({
      source: textOf(version),
      filename: fileOf(version),
      require: (id) => this.#requireFrom(id),
      globals: { Twilio: { Response: FunctionResponse }, Runtime: this.#runtime() },
    })
    this.#loaded.set(version.sid, exported)
    return exported
  }

  /** Private assets and Functions are modules by their paths; what else is asked for has to be installed. */
  #requireFrom(id: string): unknown {
    const version = this.#versions.find((one) => fileOf(one) === id)
    return version === undefined ? this.#require(id) : this.#load(version)
  }

  /** Documented: https://www.twilio.com/docs/serverless/functions-assets/client */
  #runtime(): object {
    const files = (kind: ResourceVersion['kind']): [path: string, file: { path: string; open?: () => string }][] => {
      const versions = this.#versions.filter((version) => version.kind === kind)
      if (kind === 'function') return versions.map((one) => [one.path.slice(1), { path: fileOf(one) }])
      const hidden = versions.filter(({ visibility }) => visibility === 'private')
      return hidden.map((one) => [one.path, { path: fileOf(one), open: () => textOf(one) }])
    }
    return {
      getAssets: () => Object.fromEntries(files('asset')),
      getFunctions: () => Object.fromEntries(files('function')),
    }
  }
}

function fileOf({ sid }: ResourceVersion): string {
  return `${FILES}/${sid}`
}

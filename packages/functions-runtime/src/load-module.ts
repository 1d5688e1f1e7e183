import { compileFunction } from 'node:vm'

export interface ModuleSource {
  /** A CommonJS module. */
  readonly source: string
  /** What it is called in stack traces. */
  readonly filename: string
  readonly require: (id: string) => unknown
  /** Names that the module finds in its scope, beside those that every module has. */
  readonly globals: Readonly<Record<string, unknown>>
}

/** Runs the text of a module and answers what it exports. Throws what the module throws. */
export function loadModule({ source, filename, require, globals }: ModuleSource): unknown {
  const scope = ['exports', 'require', 'module', '__filename', ...Object.keys(globals)]
  const module: { exports: unknown } = { exports: {} }
  const run: unknown = compileFunction(source, scope, { filename })
  if (typeof run !== 'function') throw new Error(`${filename} was not compiled.`)
  Reflect.apply(run, module.exports, [module.exports, require, module, filename, ...Object.values(globals)])
  return module.exports
}

/** Why a text is no module that could run; undefined if it can be read. */
export function syntaxErrorOf(source: string): string | undefined {
  try {
    compileFunction(source)
    return undefined
  } catch (error: unknown) {
    return error instanceof Error ? error.message : String(error)
  }
}

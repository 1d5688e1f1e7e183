export { readEvent, type FunctionEvent } from './function-event.ts'
export { FunctionResponse } from './function-response.ts'
export { invoke, type FunctionCallback, type FunctionHandler } from './invoke.ts'
export { loadModule, syntaxErrorOf, type ModuleSource } from './load-module.ts'

export { createLocalFunctions, startLocalRuntime, type LocalRuntime } from './local-runtime/local-runtime.ts'
export { failureOf } from './answer.ts'

export { nodeSurroundings } from './node-surroundings.ts'
export { runProgram } from './program.ts'
export type { Surroundings } from './surroundings.ts'

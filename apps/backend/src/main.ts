import { PARTS } from './parts.ts'
import { run } from './run.ts'

await run(PARTS)

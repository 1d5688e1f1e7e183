import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PARTS } from './parts.ts'
import { run } from './run.ts'

/** Where whoever runs it on a laptop writes the variables down; what is set already stays as it is. */
const ENV_FILE = fileURLToPath(new URL('../.env', import.meta.url))

if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE)
await run(PARTS)

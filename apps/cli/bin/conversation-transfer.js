#!/usr/bin/env node
// What npm links as `conversation-transfer`: it is there before anything is built, and npm links nothing that is not.
import { existsSync } from 'node:fs'

const program = new URL('../dist/conversation-transfer.js', import.meta.url)

if (existsSync(program)) await import(program.href)
else {
  process.stderr.write('It has not been built. Run: npm run build\n')
  process.exitCode = 2
}

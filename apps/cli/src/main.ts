#!/usr/bin/env -S node --import tsx
import { nodeSurroundings } from './node-surroundings.ts'
import { runProgram } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2), nodeSurroundings())

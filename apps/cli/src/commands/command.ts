import type { Command } from 'commander'
import type { ExitCode } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'

/** Adds one command to the program. `end` says how it ended, where that is not with a failure. */
export type AddCommand = (program: Command, surroundings: Surroundings, end: (exitCode: ExitCode) => void) => void

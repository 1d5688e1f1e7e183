/** 0: done, and nothing to be worried about. 1: done, and customers would be lost. 2: the command could not be run. */
export type ExitCode = 0 | 1 | 2

/** What the program ends with: for scripts, which cannot read sentences. The README has the same table. */
export const EXIT = {
  /** All is well, or what was asked for is done. */
  fine: 0,
  /** Something was found, is different, was refused, or is not done. */
  found: 1,
  /** The command line, the environment or a file is not as it has to be. Nothing was changed. */
  usage: 2,
  /** Twilio, the backend or its store did not answer, or would not let us in. */
  unavailable: 3,
  /** A defect of this program. */
  defect: 70,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

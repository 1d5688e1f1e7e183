import type { Bench } from './bench.ts'

/** What a switch of the emulator can be set to. */
export type SwitchValue = string | number | boolean

export interface Answer {
  readonly value: SwitchValue
  /** What was done and what was seen, in a sentence: it is kept in the file. */
  readonly how: string
}

/** Something that Twilio's documentation leaves open, and a switch of the emulator says. */
export interface OpenQuestion {
  /** The switch's name. */
  readonly name: string
  /** The number of the fact in docs/twilio-behaviour.md that the answer settles. */
  readonly fact: string
  /** What the emulator takes for true unless it is told otherwise. */
  readonly assumed: SwitchValue
}

/** One that an account answers through public REST APIs, with nobody's help. */
export interface Question extends OpenQuestion {
  /** Throws an `Unanswerable` where what was seen decides nothing: nothing is ever guessed. */
  ask(bench: Bench): Promise<Answer>
}

/** One that is not asked. */
export interface UnaskedQuestion extends OpenQuestion {
  /** Why not, in a sentence. */
  readonly why: string
}

import { observationsOf } from './recording.ts'
import { Scene } from './scene.ts'
import type { Subject } from './subject.ts'

/** What a test does and expects. */
export type Play = (scene: Scene) => Promise<void>

export interface Performance {
  readonly observations: unknown
  /** What was expected in vain, or could not be cleaned up; undefined if all went well. */
  readonly error: unknown
}

/** Plays on the subject, takes away what was made however it went, and closes the subject. */
export async function play(subject: Subject, body: Play): Promise<Performance> {
  const scene = new Scene(subject)
  const failure = await errorOf(body(scene))
  // What is undone afterwards is no part of the behaviour.
  const observations = observationsOf(subject, scene.sights)
  const cleanUpFailure = await errorOf(scene.cleanUp())
  await subject.close()
  return { observations, error: both(failure, cleanUpFailure) }
}

async function errorOf(work: Promise<void>): Promise<unknown> {
  try {
    await work
    return undefined
  } catch (error: unknown) {
    return error ?? new Error('It failed without saying why.')
  }
}

function both(failure: unknown, cleanUpFailure: unknown): unknown {
  if (failure === undefined || cleanUpFailure === undefined) return failure ?? cleanUpFailure
  const messages = [failure, cleanUpFailure].map((error) =>
    error instanceof Error ? error.message : 'no reason given',
  )
  return new AggregateError([failure, cleanUpFailure], messages.join('\n'))
}

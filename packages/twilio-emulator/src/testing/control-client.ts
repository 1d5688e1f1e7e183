import type { Emulator } from '../emulator.ts'
import { isObject } from '../transports/rest/parameters.ts'

export interface ControlAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** A call of the control API: `'POST /faults'` with a body, or `'GET /calls'`. */
export async function control(emulator: Emulator, call: string, body?: unknown): Promise<ControlAnswer> {
  const [method = 'GET', path = ''] = call.split(' ')
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const response = await emulator.fetch(new Request(`http://emulator/__emulator${path}`, init))
  const answer: unknown = await response.json()
  return { status: response.status, body: isObject(answer) ? answer : {} }
}

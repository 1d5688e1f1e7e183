import type { Scene } from './scene.ts'

/** Lets that many changes through, and refuses the next one. */
export async function stoppedAfter<Result>(
  { emulator }: Scene,
  changes: number,
  run: () => Promise<Result>,
): Promise<Result> {
  const faults = `${emulator.url}/__emulator/faults`
  const add = async (fault: object): Promise<void> => {
    const body = JSON.stringify({ times: 1, route: { method: 'POST' }, ...fault })
    const response = await fetch(faults, { method: 'POST', body })
    if (!response.ok) throw new Error(await response.text())
  }
  if (changes > 0) await add({ kind: 'clock-skew', skewMs: 1_000, times: changes })
  await add({ kind: 'status', status: 400 })
  const result = await run()
  await fetch(faults, { method: 'DELETE' })
  return result
}

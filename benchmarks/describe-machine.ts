import { cpus, loadavg } from 'node:os'

/** The machine that the figures are from, and how busy it was: figures of a shared machine mean little without that. */
export function describeMachine(): string {
  const [first] = cpus()
  const date = new Date().toISOString().slice(0, 10)
  const load = loadavg()[0]?.toFixed(1)
  return `${date}, ${first?.model.trim()}, ${cpus().length} cores, load ${load}, Node ${process.version}`
}

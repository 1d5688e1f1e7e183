import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

const { beats, told, replay, silenceMsMax } = workerData
const STANDARD_ERROR = 2

for (;;) {
  const seen = Atomics.load(beats, 0)
  if (Atomics.wait(beats, 0, seen, silenceMsMax) === 'timed-out') {
    const input = Buffer.from(told).toString('utf8').replaceAll('\0', '')
    // Not by process.stderr: a thread's own waits for the main thread, which is the one that hangs.
    writeSync(STANDARD_ERROR, `Hangs for ${silenceMsMax / 1000} s: ${input}\nPlay it again: ${replay}\n`)
    process.kill(process.pid, 'SIGKILL')
  }
}

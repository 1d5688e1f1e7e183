import type { Benchmark } from './benchmark.ts'
import { desktopMessages } from './desktop-messages.bench.ts'
import { desktopReload } from './desktop-reload.bench.ts'
import { expressions } from './expressions.bench.ts'
import { finishedTasks } from './finished-tasks.bench.ts'
import { looks } from './looks.bench.ts'
import { repairTime } from './repair-time.bench.ts'
import { routing } from './routing.bench.ts'
import { settling } from './settling.bench.ts'
import { taskFetches } from './task-fetches.bench.ts'
import { transferRings } from './transfer-rings.bench.ts'
import { webhooks } from './webhooks.bench.ts'

/** Every benchmark, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  taskFetches,
  routing,
  finishedTasks,
  expressions,
  desktopMessages,
  desktopReload,
  transferRings,
  webhooks,
  looks,
  settling,
  repairTime,
]

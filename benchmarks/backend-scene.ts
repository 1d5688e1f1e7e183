import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, type TestPostgres } from '@conversation-transfer/backend/store/testing/start-postgres.ts'
import { accountClient } from '@conversation-transfer/local-installation'
import { agentsInside } from '@conversation-transfer/transfer'
import type { RunningEmulator } from '@conversation-transfer/twilio-emulator'
import { realTime } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'
import { Cluster } from '../cluster/cluster.ts'
import { LoadBalancer } from '../cluster/load-balancer.ts'
import { processEnvironment } from '../cluster/process-environment.ts'
import { startAccount } from '../cluster/start-account.ts'
import { Agent } from '../simulation/people/agent.ts'
import { customerComes } from '../simulation/people/customer.ts'
import { RealTime } from '../simulation/real-time.ts'
import { Stage } from '../simulation/stage.ts'
import { NO_TROUBLE } from '../simulation/trouble.ts'
import { truthOf, type Chat } from '../simulation/truth.ts'

export const STORES = ['PGlite', 'Postgres'] as const
export type StoreName = (typeof STORES)[number]

/** As short as the policy allows. */
export const GRACES = { lag_grace_seconds: 1, stranded_grace_seconds: 5 } as const

const AGENTS = 8
const WAIT_MS_MAX = 120_000
const LOOK_EVERY_MS = 20

export interface BackendScene {
  readonly store: StoreName
  readonly stage: Stage
  readonly twilio: Twilio
  readonly balancer: LoadBalancer
  /** Customers who have come, each with an agent. */
  attendedChats(count: number): Promise<readonly Chat[]>
  close(): Promise<void>
}

/** An account of the emulator's in this process, with people who answer, and real processes of the backend beside it. */
export async function openBackendScene(storeName: StoreName, processes: number): Promise<BackendScene> {
  const balancer = new LoadBalancer()
  const emulator = await startAccount({ seed: 1, agents: AGENTS }, balancer)
  const { contactCenter } = emulator
  const scenario = {
    seed: 1,
    stormMs: 0,
    chats: 0,
    assumptions: {},
    configuration: { enabled: true, cold_transfer: true, multi_participant: true, stranded: 'requeue', ...GRACES },
    trouble: NO_TROUBLE,
    processes: 1,
  }
  const stage = new Stage(scenario, { emulator, contactCenter, time: new RealTime() })
  stage.calm()
  contactCenter.workers.forEach((worker) => new Agent(stage, worker, 'answers'))
  const store = await openStoreFor(storeName)
  const environment = { ...processEnvironment(emulator), ...store.environment }
  const cluster = await Cluster.start({ processes, twilioUrl: emulator.url, environment, balancer, chance: () => 0 })
  return {
    store: storeName,
    stage,
    twilio: accountClient(emulator),
    balancer,
    attendedChats: (count) => attendedChats(stage, count),
    close: () => closeAll(cluster, emulator, store),
  }
}

interface OpenedStore {
  readonly environment: Readonly<Record<string, string>>
  remove(): Promise<void>
}

async function openStoreFor(name: StoreName): Promise<OpenedStore> {
  if (name === 'Postgres') {
    const postgres: TestPostgres = await startPostgres()
    return { environment: { DATABASE_URL: postgres.url }, remove: () => postgres.remove() }
  }
  const folder = await mkdtemp(join(tmpdir(), 'conversation-transfer-bench-'))
  return { environment: { DATA_FOLDER: folder }, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function closeAll(cluster: Cluster, emulator: RunningEmulator, store: OpenedStore): Promise<void> {
  await cluster.stop()
  await emulator.close()
  await store.remove()
}

async function attendedChats(stage: Stage, count: number): Promise<readonly Chat[]> {
  const chats = await Promise.all(Array.from({ length: count }, () => customerComes(stage, stage.part())))
  await until(() => chats.every((chat) => agentsInside(truthOf(stage.world, chat)).length > 0))
  return chats
}

/** Rejects if it never holds. */
export async function until(holds: () => boolean): Promise<void> {
  const lastMs = realTime.now() + WAIT_MS_MAX
  while (!holds()) {
    if (realTime.now() > lastMs) throw new Error('What the benchmark waits for has not happened.')
    await realTime.wait(LOOK_EVERY_MS)
  }
}

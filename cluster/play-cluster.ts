import type { AuditEntry } from '@conversation-transfer/backend'
import { startPostgres, type TestPostgres } from '@conversation-transfer/backend/store/testing/start-postgres.ts'
import { invitesOf, type RunningEmulator } from '@conversation-transfer/twilio-emulator'
import { realTime } from '@conversation-transfer/twilio-gateway'
import { Chance } from '../simulation/chance.ts'
import { Agent } from '../simulation/people/agent.ts'
import { customerComes } from '../simulation/people/customer.ts'
import { RealTime } from '../simulation/real-time.ts'
import { Stage } from '../simulation/stage.ts'
import { Watch } from '../simulation/watch.ts'
import { goneInACircle } from '../simulation/audit-trail.ts'
import { accidents } from './accidents.ts'
import { cutOff, readAuditTrail, repairsByRule, storyOf } from './audit-trail.ts'
import { Cluster } from './cluster.ts'
import type { ClusterScenario, Outage } from './cluster-scenario.ts'
import { DoneOnce } from './done-once.ts'
import { LoadBalancer } from './load-balancer.ts'
import { processEnvironment } from './process-environment.ts'
import { startAccount } from './start-account.ts'

export interface PlayedCluster {
  /** A sentence for each thing that must not be and was. */
  readonly violations: readonly string[]
  /** What the processes have written down of the conversations that the violations name. */
  readonly stories: readonly string[]
  readonly conversations: number
  readonly crashes: number
  /** How often each rule has mended something, the most frequent first. */
  readonly repairs: readonly (readonly [rule: string, times: number])[]
  /** Repairs that were begun and of which no process has said how they ended: it had died. */
  readonly cutOff: number
  /** After the storm, until every conversation was as it has to be. */
  readonly settledAfterMs: number
  /** How the processes ended that were told to stop, and how long the slowest took. */
  readonly stopped: Awaited<ReturnType<Cluster['stop']>>
}

const COME_WITHIN_MS = 10_000

/** Longer than the graces, the rings that nobody answers, the ways back, and the census. */
const SETTLE_MS_MAX = 480_000

/** Whoever has settled stays settled for so long. */
const STAYS_SETTLED_MS = 10_000
const LOOK_EVERY_MS = 500

/**
 * Plays a storm on real processes, on one real Postgres, in real time: people do what the plugin offers, processes die at
 * any moment, and what they need fails. Afterwards everything has to settle.
 */
export async function playCluster(scenario: ClusterScenario): Promise<PlayedCluster> {
  const { seed, processes } = scenario
  const chance = new Chance(seed)
  const balancer = new LoadBalancer()
  const [postgres, emulator] = await Promise.all([startPostgres(), startAccount(scenario, balancer)])
  const environment = { ...processEnvironment(emulator), DATABASE_URL: postgres.url }
  let cluster: Cluster | undefined
  try {
    cluster = await Cluster.start({
      processes,
      twilioUrl: emulator.url,
      environment,
      balancer,
      chance: () => chance.fraction(),
    })
    return await played({ scenario, emulator, postgres, cluster, chance })
  } finally {
    await cluster?.end()
    await emulator.close()
    await postgres.remove()
  }
}

interface Ground {
  readonly scenario: ClusterScenario
  readonly emulator: RunningEmulator
  readonly postgres: TestPostgres
  readonly cluster: Cluster
  readonly chance: Chance
}

async function played(ground: Ground): Promise<PlayedCluster> {
  const { scenario, emulator, postgres, cluster } = ground
  const stage = new Stage(crowd(scenario), { ...emulator, emulator, time: new RealTime() })
  const watch = watchAtRest(stage)
  const doneOnce = new DoneOnce(stage.world)
  const agents = stage.contactCenter.workers.map((worker) => new Agent(stage, worker, 'acts'))
  await customersCome(stage, scenario.conversations)
  const happening = accidents(stage, stage.part())
  await storm(ground)
  stage.calm()
  await happening
  await Promise.all(agents.map((agent) => agent.comesBack()))
  const calmAtMs = stage.time.now()
  const settledAfterMs = await untilSettled(watch)
  watch.nothingLost()
  const stopped = await cluster.stop()
  const trail = await readAuditTrail(postgres)
  const violations = [...stage.violations, ...doneOnce.violations, ...goneInACircle(trail, calmAtMs)]
  return {
    violations,
    stories: storiesOf(stage, violations, trail),
    conversations: stage.chats.length,
    crashes: cluster.crashes,
    repairs: repairsByRule(trail),
    cutOff: cutOff(trail),
    settledAfterMs,
    stopped,
  }
}

/** What the simulation's people need to know. Their own Functions die too now and then. */
function crowd({ seed, stormMs, conversations, processes }: ClusterScenario): ConstructorParameters<typeof Stage>[0] {
  return {
    seed,
    stormMs,
    chats: conversations,
    assumptions: {},
    configuration: {
      enabled: true,
      cold_transfer: true,
      multi_participant: true,
      stranded: 'requeue',
      lag_grace_seconds: 2,
      stranded_grace_seconds: 5,
    },
    trouble: { calls: 0.05, slow: 0.02, crash: 0.3, webhookLost: 0, webhookDoubled: 0, memoryLost: 0 },
    processes,
  }
}

/** Looks whenever something has happened and all that it led to at once has happened too. */
function watchAtRest(stage: Stage): Watch {
  const watch = new Watch(stage)
  let isAsked = false
  stage.world.changes.subscribe(() => {
    if (isAsked) return
    isAsked = true
    setImmediate(() => {
      isAsked = false
      watch.look()
    })
  })
  return watch
}

async function customersCome(stage: Stage, conversations: number): Promise<void> {
  const coming = Array.from({ length: conversations }, async () => {
    const chance = stage.part()
    await stage.time.wait(chance.between(0, COME_WITHIN_MS))
    await customerComes(stage, chance)
  })
  await Promise.all(coming)
}

async function storm(ground: Ground): Promise<void> {
  const { scenario, cluster, chance } = ground
  const untilMs = realTime.now() + scenario.stormMs
  const outages = scenario.outages.map((outage) => suffer(ground, outage))
  while (realTime.now() < untilMs) {
    await realTime.wait(chance.between(500, scenario.crashEveryMs))
    await cluster.crash()
  }
  await Promise.all(outages)
  await cluster.whole()
}

async function suffer({ emulator, postgres }: Ground, { kind, beginsMs, lastsMs }: Outage): Promise<void> {
  await realTime.wait(beginsMs)
  if (kind === 'postgres-stopped') {
    await postgres.stop()
    await realTime.wait(lastsMs)
    return postgres.start()
  }
  const status = kind === 'twilio-503' ? 503 : 429
  const fault = emulator.faults.add({ kind: 'status', status, by: 'account', when: 'before', probability: 1, seed: 1 })
  await realTime.wait(lastsMs)
  if (fault !== undefined) emulator.faults.delete(fault.id)
}

/** Returns after how long everything was as it has to be; what is not by the end is a violation. */
async function untilSettled(watch: Watch): Promise<number> {
  const begunMs = realTime.now()
  let sinceMs: number | undefined
  for (;;) {
    const nowMs = realTime.now()
    if (watch.unsettled().length > 0) sinceMs = undefined
    else sinceMs ??= nowMs
    if (sinceMs !== undefined && nowMs - sinceMs >= STAYS_SETTLED_MS) return sinceMs - begunMs
    if (nowMs - begunMs >= SETTLE_MS_MAX) {
      watch.settled()
      return nowMs - begunMs
    }
    await realTime.wait(LOOK_EVERY_MS)
  }
}

function storiesOf(stage: Stage, violations: readonly string[], trail: readonly AuditEntry[]): string[] {
  return stage.chats
    .filter(({ channelSid }) => violations.some((violation) => violation.includes(channelSid)))
    .map(({ channelSid, conversationSid }) => {
      const invites = invitesOf(stage.world, channelSid).map(({ taskSid, createdAtMs }) => {
        return `${new Date(createdAtMs).toISOString()} invite of ${taskSid}`
      })
      return [channelSid, ...[...storyOf(trail, conversationSid), ...invites].toSorted()].join('\n  ')
    })
}

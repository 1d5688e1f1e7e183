import { createAccountGateway, createGateway, type GatewayOptions } from '@conversation-transfer/twilio-gateway'
import type { Part } from '../part.ts'
import { Census } from './census.ts'
import { readTaskEvents } from './event-reader.ts'
import { look } from './look.ts'
import { LookLoop } from './look-loop.ts'
import { PolicyCache } from './policy-cache.ts'
import { startRoutine } from './routine.ts'
import { TwilioBudget } from './twilio-budget.ts'
import { DEFAULT_LIMITS } from './twilio-limits.ts'
import type { WorkOptions } from './work-options.ts'
import type { Workshop } from './workshop.ts'

const CHECK_IN_EVERY_MS = 10_000
const HEARTBEAT_EVERY_MS = 60_000
const RETENTION_EVERY_MS = 86_400_000

/** How often each process asks whether it is its turn at something that one of them does for all. */
const TURN_EVERY_MS = 10_000

/** A question about the whole account is many calls, one after the other. */
const ACCOUNT_MS_MAX = 60_000

/** A look waits for the policy, and its lease does not wait. */
const POLICY_MS_MAX = 8_000

const STOP_MS_MAX = 7_000

/** Begins to look after conversations, and goes on until it is told to stop. */
export function startWork(options: WorkOptions): Part {
  const { time, store } = options
  const budget = new TwilioBudget({ ...options, limits: options.limits ?? DEFAULT_LIMITS })
  const workshop = openWorkshop(options, budget)
  const loop = new LookLoop({ ...options, look: (claim) => look(workshop, claim) })
  const account = () => workshop.accountUntil(time.now() + ACCOUNT_MS_MAX)
  const census = new Census({ ...options, account })
  const routine = (name: string, everyMs: number, run: () => Promise<void>): Part =>
    startRoutine({ name, everyMs, run, time, log: options.log })
  const inTurn = (name: string, everyMs: number, run: () => Promise<unknown>): Part =>
    routine(name, Math.min(everyMs, TURN_EVERY_MS), async () => {
      if (await store.cluster.takeTurn(name, everyMs)) await run()
    })
  const parts = [
    loop,
    routine('check-in', CHECK_IN_EVERY_MS, async () =>
      budget.shareWith(await store.cluster.checkIn(options.processId)),
    ),
    inTurn('census', options.censusEveryMs, () => census.take()),
    inTurn('task events', options.censusEveryMs, () => readTaskEvents({ ...options, account: account() })),
    inTurn('heartbeat', HEARTBEAT_EVERY_MS, async () => {
      await account().writeBackendSeen({ aliveAtMs: time.now(), mode: await modeOf(options) })
    }),
    inTurn('retention', RETENTION_EVERY_MS, () => store.audit.forgetBefore(time.now() - options.auditKeptMs)),
  ]
  return {
    stop: async () => {
      // A census in the middle is left as it is: nothing is written before its end.
      await Promise.race([Promise.all(parts.map((part) => part.stop())), time.wait(STOP_MS_MAX)])
    },
  }
}

function openWorkshop(options: WorkOptions, budget: TwilioBudget): Workshop {
  const { settings, time, chance, log } = options
  const { pacing, connections } = budget
  const until = (deadlineMs: number): GatewayOptions => ({ settings, connections, pacing, time, chance, deadlineMs })
  const accountUntil = (deadlineMs: number) => createAccountGateway(until(deadlineMs))
  const read = () => accountUntil(time.now() + POLICY_MS_MAX).readPolicy()
  return {
    ...options,
    policy: new PolicyCache({ read, now: () => time.now(), log }),
    gatewayUntil: (deadlineMs) => createGateway(until(deadlineMs)),
    accountUntil,
  }
}

/** As the plugin is told. */
async function modeOf({ store, repairs }: WorkOptions): Promise<string> {
  if ((await store.allowance.frozen()) !== undefined) return 'frozen'
  if (repairs === 'all') return 'repair'
  return repairs === 'none' ? 'observe' : 'partly'
}

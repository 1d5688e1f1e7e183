import { EMPTY_MEMORY, type Memory } from '../memory.ts'
import type { Observation, ObservedInvite, OnDemand, PresentTask } from '../observation.ts'
import type { Policy } from '../policy.ts'
import { reconcile, type Reconciled } from '../reconcile.ts'
import { remember } from '../remember.ts'
import type { Look, Rule } from '../rules/rule.ts'
import type { Step } from '../step.ts'
import { NOW_MS, POLICY } from './chat.ts'

/** Nothing that a rule could still ask for; nobody has written, and no flow listens. */
export const ALL_READ: OnDemand = { channelTasksRead: true, lastMessage: 'none', studioWebhook: 'none' }

export interface LookOptions {
  readonly memory?: Partial<Memory>
  readonly policy?: Partial<Policy>
}

export function lookAt(observation: Observation, { memory, policy }: LookOptions = {}): Look {
  return {
    observation,
    memory: remember({ ...EMPTY_MEMORY, ...memory }, observation, NOW_MS),
    policy: { ...POLICY, ...policy },
    nowMs: NOW_MS,
  }
}

/** What the rule does about it when it has been so for an hour; and what it waits for before that. */
export function examined(rule: Rule, observation: Observation, options: LookOptions = {}) {
  const first = rule.examine(lookAt(observation, options))
  const firstSeen = Object.fromEntries(first.suspicions.map(({ condition }) => [condition, NOW_MS - 3_600_000]))
  const memory = { ...options.memory, firstSeen: { ...options.memory?.firstSeen, ...firstSeen } }
  return rule.examine(lookAt(observation, { ...options, memory }))
}

/** The kinds of the steps that the rule takes when the grace is over; none if it leaves things alone. */
export function stepsOf(rule: Rule, observation: Observation, options: LookOptions = {}): readonly Step[] {
  return examined(rule, observation, options).repair?.steps ?? []
}

/** The steps that the rule takes at first sight. */
export function stepsAtOnce(rule: Rule, observation: Observation, options: LookOptions = {}): readonly Step[] {
  return rule.examine(lookAt(observation, options)).repair?.steps ?? []
}

/** What all rules together say, with everything that they see being an hour old. */
export function reconciled(observation: Observation, options: LookOptions = {}): Reconciled {
  const first = reconcile(lookAt(observation, options))
  if (first.kind !== 'well') return first
  const firstSeen = Object.fromEntries(Object.keys(first.memory.firstSeen).map((key) => [key, NOW_MS - 3_600_000]))
  return reconcile(lookAt(observation, { ...options, memory: { ...first.memory, firstSeen } }))
}

/** The chat with an invite and its task. */
export function withInvite(chat: Observation, invite: ObservedInvite, task?: PresentTask): Observation {
  const tasks = task === undefined ? chat.tasks : [...chat.tasks, task]
  return { ...chat, invites: [...chat.invites, invite], tasks }
}

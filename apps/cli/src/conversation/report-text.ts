import {
  agentsInside,
  liveInvites,
  transferHistory,
  waitingTasks,
  type ObservedParticipant,
  type RuleOpinion,
  type TransferRecord,
} from '@conversation-transfer/transfer'
import { ago, duration, isoTime, section } from '../output/text.ts'
import type { Looked } from './look-once.ts'
import type { Names } from './names.ts'
import { stepText } from './step-text.ts'
import type { Subject } from './subject.ts'
import { switchedOff } from './switched-off.ts'

export interface ReportParts {
  readonly account: string
  readonly subject: Subject
  readonly looked: Looked
  readonly names: Names
}

/** Everything about one look at one conversation, for people. */
export function reportText(parts: ReportParts): string {
  const { looked } = parts
  return [
    section('Conversation', placeLines(parts)),
    section('Inside', insideLines(looked, parts.names), 'nobody'),
    section('Waiting', waitingLines(looked, parts.names), 'nothing: nobody is on the way'),
    section('Memory', memoryLines(parts)),
    section('Rules', [...opinionLines(looked), ...switchLines(parts)]),
    section('Decision', [...decisionLines(looked), ...notDoneLines(parts)]),
    section('Transfers', transferHistory(looked.observation).transfers.map(transferLine)),
    section('Audit trail', auditLines(parts), 'no entries'),
  ].join('')
}

function placeLines({ account, subject, looked: { observation, nowMs } }: ReportParts): string[] {
  const { channel, conversation } = observation
  return [
    `${conversation.sid} is ${conversation.state}`,
    `channel ${channel.channelSid} (${channel.type}) of ${channel.interactionSid} is ${channel.status}`,
    `looked at ${isoTime(nowMs)} in ${account}`,
    ...subject.policyProblems,
  ]
}

function insideLines({ observation, nowMs }: Looked, names: Names): string[] {
  const inside = agentsInside(observation)
  return observation.participants.map((participant) => {
    const agent = inside.find((one) => one.participant === participant)
    const { participantSid, type, inConversation } = participant
    if (agent === undefined) return `${whoIs(participant, names)} ${participantSid}, ${PRESENCE[inConversation]}`
    const accepted = agent.task.reservations.findLast(({ status }) => status === 'accepted')
    const since = accepted === undefined ? '' : `, accepted ${ago(accepted.createdAtMs, nowMs)}`
    return `${type} ${names(agent.workerSid)} ${participantSid}, task ${agent.task.sid}${since}`
  })
}

const PRESENCE = {
  yes: 'in the conversation',
  no: 'not in the conversation',
  unknown: 'not yet known whether in the conversation',
} as const

/** Somebody of the channel who does not count as an agent who is inside. */
function whoIs({ type, workerSid, taskSid }: ObservedParticipant, names: Names): string {
  if (type !== 'agent') return type
  return `agent ${names(workerSid)} (NOT inside: see the task ${taskSid ?? 'that nobody names'})`
}

function waitingLines({ observation, nowMs }: Looked, names: Names): string[] {
  const live = liveInvites(observation)
  return waitingTasks(observation).map((task) => {
    const invite = live.find((one) => one.task.sid === task.sid)
    const ringing = task.reservations.findLast(({ status }) => status === 'pending')
    const where = ringing === undefined ? '' : `, ringing at ${names(ringing.workerSid)}`
    const made = `${task.sid} is ${task.status}${where}, made ${ago(task.createdAtMs, nowMs)}`
    if (invite === undefined) return `task ${made}`
    const { mark, target } = invite
    return `${mark.mode} invite (attempt ${mark.attempt}) to ${target.name === '' ? target.sid : target.name}: ${made}`
  })
}

function memoryLines({ subject: { records, row }, looked: { nowMs, memory } }: ReportParts): string[] {
  if (row === undefined) {
    const why =
      records === undefined
        ? 'No backend is named (BACKEND_URL)'
        : `${records.source} has never heard of this conversation`
    return [`${why}: what follows is a first look. What needs a grace is due only after it has been seen for so long.`]
  }
  return [
    `from ${records?.source ?? 'a file'}; ${row.lookedAtMs === undefined ? 'never looked at' : `last looked at ${ago(row.lookedAtMs, nowMs)}`}`,
    `next look ${row.lookAtMs <= nowMs ? 'is due' : `in ${duration(row.lookAtMs - nowMs)}`}`,
    ...(row.failures === 0 ? [] : [`the last ${row.failures} looks failed: ${row.lastError ?? ''}`]),
    ...Object.entries(memory.firstSeen).map(([condition, atMs]) => `${condition}: seen for ${duration(nowMs - atMs)}`),
    ...Object.entries(memory.tries).map(([condition, { count, lastAtMs }]) => {
      return `${condition}: tried ${count} times, last ${ago(lastAtMs, nowMs)}`
    }),
    ...Object.entries(memory.verdicts).map(([taskSid, verdict]) => `task ${taskSid}: ${verdict}`),
  ]
}

function opinionLines({ opinions, nowMs }: Looked): string[] {
  const well = opinions.filter(({ says }) => says === 'well').map(({ rule }) => rule)
  const unasked = opinions.filter(({ says }) => says === 'not asked').map(({ rule }) => rule)
  const others = opinions.filter(({ says }) => says !== 'well' && says !== 'not asked')
  return [
    ...others.flatMap((opinion) => opinionLine(opinion, nowMs)),
    ...(well.length === 0 ? [] : [`well: ${well.join(', ')}`]),
    ...(unasked.length === 0 ? [] : [`not asked: ${unasked.join(', ')}`]),
  ]
}

/** Nothing where all rules are on, or nobody knows. */
function switchLines({ subject }: ReportParts): string[] {
  const off = switchedOff(subject)
  return off.length === 0
    ? []
    : [`switched off in ${subject.records?.source ?? 'the backend'} (REPAIRS): ${off.join(', ')}`]
}

/** What a person may do and the backend does not. */
function notDoneLines({ looked: { decision, opinions } }: ReportParts): string[] {
  if (decision.kind === 'well') return []
  const says = opinions.find(({ rule }) => rule === decision.rule)?.says
  return says === 'repairs' ? [] : [`the backend would NOT do this: ${decision.rule} ${says ?? 'is not asked'}`]
}

function opinionLine({ rule, says, reason, suspicions }: RuleOpinion, nowMs: number): string[] {
  return [
    `${rule}: ${says}${reason === undefined ? '' : `. ${reason}`}`,
    ...suspicions.map(({ condition, graceMs, seenSinceMs, dueAtMs, isDue }) => {
      if (graceMs === 0) return `    ${condition}: at once`
      const seen = `seen for ${duration(nowMs - seenSinceMs)} of ${duration(graceMs)}`
      return `    ${condition}: ${seen}, ${isDue ? 'due' : `due in ${duration(dueAtMs - nowMs)}`}`
    }),
  ]
}

export function decisionLines({ decision, nowMs }: Looked): string[] {
  const alarms = decision.alarms.map((alarm) => `ALARM: ${alarm}`)
  const next = `the next look would be in ${duration(decision.lookAgainAtMs - nowMs)}`
  if (decision.kind === 'well') return ['nothing is to be done now', ...alarms, next]
  const steps = decision.steps.map((step, index) => `${index + 1}. ${stepText(step)}`)
  return [`${decision.rule}: ${decision.reason}`, ...steps, ...alarms, next]
}

function transferLine({ at, mode, from, to, ended, reason }: TransferRecord): string {
  const why = reason === undefined ? '' : ` (${reason})`
  return `${at} ${mode}, ${from ?? 'by a repair'} to ${to.name === '' ? to.sid : to.name}${why}: ${ENDS[ended]}`
}

const ENDS: Record<TransferRecord['ended'], string> = {
  no: 'under way',
  accepted: 'accepted',
  declined: 'declined',
  timed_out: 'nobody came in time',
  canceled: 'taken back',
  unknown: 'nobody knows how it ended',
}

function auditLines({ subject: { entries, records } }: ReportParts): string[] {
  if (records === undefined) return ['not read: no backend is named (BACKEND_URL)']
  return entries.map(({ atMs, kind, rule, reason, steps }) => {
    const made = steps.map((step) => `${step.kind} ${step.sid}${step.result === undefined ? '' : `: ${step.result}`}`)
    return `${isoTime(atMs)} ${kind}${rule === undefined ? '' : ` ${rule}`}: ${reason} ${made.join('; ')}`.trimEnd()
  })
}

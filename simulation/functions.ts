import { failureOf } from '@conversation-transfer/functions'
import {
  agentsInside,
  type Command,
  type CommandAnswer,
  type Failed,
  type ParticipantSid,
} from '@conversation-transfer/transfer'
import { carryOut, mendSafely, TwilioFailure, type Gateway } from '@conversation-transfer/twilio-gateway'
import { checkAnswer } from './answers.ts'
import type { Chance } from './chance.ts'
import type { Process } from './process.ts'
import type { Stage } from './stage.ts'
import { truthOf, type Chat } from './truth.ts'

/** As the Functions give themselves (apps/functions/src/create-function.ts), and Twilio them. */
const COMMAND_MS_MAX = 8_000
const FUNCTION_MS_MAX = 10_000

/** The answer of a Function that Twilio has ended, or that never came to its end. */
const NO_ANSWER: Failed = {
  result: 'failed',
  code: 'outcome_unknown',
  message: 'The Function did not answer.',
  mayRepeat: true,
}

/** Sends one command to its Function, and answers what the plugin gets to see. The only place that runs commands. */
export async function runCommand(
  stage: Stage,
  { name, chat, command, chance }: { name: string; chat: Chat; command: Command; chance: Chance },
): Promise<CommandAnswer> {
  const label = `${name}#${stage.number()}`
  const process = stage.process(label, chance)
  const entitled = whoIsToGo(stage, chat, command)
  for (const sid of entitled) stage.ask(sid)
  stage.counts.commands += 1
  stage.story.tell(label, `sends ${describe(command)}`)
  const answer = await ended(stage, process, () => answerOf(stage, { process, chat, command }))
  stage.story.tell(label, `is answered ${JSON.stringify(answer).slice(0, 160)}`)
  stage.counts[answer.result] += 1
  if (answer.result === 'refused') for (const sid of entitled) stage.unask(sid)
  return answer
}

/** What the plugin does on opening a conversation: it looks, and what is safe to mend is mended. */
export async function runLook(stage: Stage, { name, chat, chance }: { name: string; chat: Chat; chance: Chance }) {
  const process = stage.process(`${name}#${stage.number()}`, chance)
  await ended(stage, process, async () => {
    const gateway = process.gateway(stage.settings, COMMAND_MS_MAX)
    try {
      const [{ policy }, seen] = await Promise.all([gateway.readPolicy(), gateway.observe({ ...chat, taskSids: [] })])
      await mendSafely(gateway, seen, policy)
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) return defect(stage, error)
    }
    return NO_ANSWER
  })
}

interface Running {
  readonly process: Process
  readonly chat: Chat
  readonly command: Command
}

/** What apps/functions/src/command-function.ts does, without the HTTP around it. */
async function answerOf(stage: Stage, running: Running): Promise<CommandAnswer> {
  const { process, chat, command } = running
  const gateway = process.gateway(stage.settings, COMMAND_MS_MAX)
  let answer: CommandAnswer
  try {
    answer = await carriedOut(gateway, running)
  } catch (error: unknown) {
    answer = failureOf(error) ?? defect(stage, error)
  }
  checkAnswer(stage, { chat, command, answer, effects: process.effects })
  return answer
}

/** An error that nobody foresaw is a finding. */
function defect(stage: Stage, error: unknown): Failed {
  stage.violated(`no-defects: ${String(error)}`)
  return { result: 'failed', code: 'internal', message: String(error), mayRepeat: false }
}

async function carriedOut(gateway: Gateway, { process, chat, command }: Running): Promise<CommandAnswer> {
  const target = 'target' in command ? { target: command.target } : {}
  const request = { ...chat, taskSids: [], ...target }
  const [{ policy }, observation] = await Promise.all([gateway.readPolicy(), gateway.observe(request)])
  const end = await carryOut({ gateway, time: process.time, command, policy, request, observation })
  return end.kind === 'refused' ? { result: 'refused', ...end.refusal } : { result: 'done', ...end.outcome }
}

/** Twilio ends a Function after ten seconds, whatever it is doing; one that has died is heard of no sooner. */
async function ended(stage: Stage, process: Process, run: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
  let isOver = false
  const tooLate = stage.time.wait(FUNCTION_MS_MAX).then(() => {
    if (isOver) return NO_ANSWER
    stage.counts.crashes += 1
    process.kill()
    return NO_ANSWER
  })
  const answer = await Promise.race([run(), tooLate])
  isOver = true
  return answer
}

function whoIsToGo(stage: Stage, chat: Chat, command: Command): ParticipantSid[] {
  if (command.kind === 'remove') return [command.participantSid]
  if (command.kind !== 'transfer' && command.kind !== 'leave') return []
  const workerSid = (command.kind === 'transfer' ? command.fromWorkerSid : undefined) ?? command.caller.workerSid
  return agentsInside(truthOf(stage.world, chat))
    .filter((agent) => agent.workerSid === workerSid)
    .map(({ participant }) => participant.participantSid)
}

function describe({ caller: _caller, ...told }: Command): string {
  return JSON.stringify(told)
}

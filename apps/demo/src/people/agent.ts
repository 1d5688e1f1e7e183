import { randomUUID } from 'node:crypto'
import { commandAnswer, lookAnswer, type TransferTarget } from '@conversation-transfer/transfer'
import { z } from 'zod'
import { eventually } from '../eventually.ts'
import type { Stage } from '../stage.ts'

/** A conversation as the task of an agent names it. */
interface Chat {
  readonly interactionSid: string
  readonly channelSid: string
  readonly conversationSid: string
  readonly taskSid: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** A conversation that an agent is in, with what the plugin then knows of it. */
export interface OpenChat extends Chat {
  readonly participantSid: string
  readonly taskSids: readonly string[]
}

/** What a command was answered, and what it cost. */
export interface Reply {
  readonly status: number
  readonly answer: z.infer<typeof commandAnswer>
  readonly calls: number
  readonly rounds: number
  readonly ms: number
}

export interface InviteWords {
  readonly transferId?: string
  readonly note?: string
  readonly reason?: string
}

/** An agent at a Flex desktop: does what the Flex UI and the plugin do, over HTTP. */
export class Agent {
  readonly name: string
  readonly workerSid: string
  readonly #stage: Stage
  readonly #identity: string
  readonly #token: string

  private constructor(stage: Stage, worker: Login) {
    this.#stage = stage
    this.name = worker.fullName
    this.workerSid = worker.workerSid
    this.#identity = worker.identity
    this.#token = worker.token
  }

  /** Logs in; a worker's name in the contact center is the login. */
  static async login(stage: Stage, name: string): Promise<Agent> {
    const worker = stage.contactCenter.workers.find((candidate) => candidate.name === name)
    if (worker === undefined) throw new Error(`The contact center has no worker '${name}'.`)
    const response = await fetch(`${stage.emulator.url}/__emulator/tokens`, json({ workerSid: worker.sid }))
    const { token, identity } = login.parse(await response.json())
    const fullName = name.charAt(0).toUpperCase() + name.slice(1)
    return new Agent(stage, { workerSid: worker.sid, fullName, identity, token })
  }

  async goTo(activity: 'Available' | 'Offline'): Promise<void> {
    const { twilio, contactCenter } = this.#stage
    const activitySid = contactCenter.activities.find(({ name }) => name === activity)?.sid
    if (activitySid === undefined) throw new Error(`The contact center has no activity '${activity}'.`)
    await twilio.taskrouter.v1.workspaces(contactCenter.workspaceSid).workers(this.workerSid).update({ activitySid })
  }

  /** Waits until it rings, accepts as the Flex UI does, and waits until the chat is open. */
  async accept(): Promise<OpenChat> {
    const ring = await this.rings()
    this.#stage.timeline.tell(this.name, 'is rung, and accepts')
    const response = await this.answer(ring, 'accept')
    if (!response.ok) throw new Error(`${this.name} could not accept: ${response.status} ${await response.text()}`)
    return this.open(ring)
  }

  /** Waits until it rings, and says no as the Flex UI does. */
  async decline(): Promise<void> {
    const ring = await this.rings()
    this.#stage.timeline.tell(this.name, 'is rung, and declines')
    await this.answer(ring, 'decline')
  }

  /** Waits until it rings. */
  rings(): Promise<Ring> {
    return eventually(`${this.name} is rung`, () => this.#ring())
  }

  /** Whether it rings now. */
  async isRung(): Promise<boolean> {
    return (await this.#ring()) !== undefined
  }

  /** Answers a ring through the invite, and not through TaskRouter: so does the Flex UI (IN-9). */
  answer({ reservationSid, attributes }: Ring, action: 'accept' | 'decline'): Promise<Response> {
    const { flexInteractionSid, flexInteractionChannelSid, flexChannelInviteSid } = attributes
    const path = `v1/Interactions/${flexInteractionSid}/Channels/${flexInteractionChannelSid}/Invites/${flexChannelInviteSid}`
    const reservation = { sid: reservationSid }
    return fetch(`${this.#stage.emulator.url}/__twilio/flex-api.twilio.com/${path}`, {
      ...json({ action, routing: { type: 'taskrouter', reservation } }),
      headers: { ...JSON_CONTENT, Authorization: `Basic ${btoa(`token:${this.#token}`)}` },
    })
  }

  /** The chat of a ring that was accepted, once Twilio's lists show the agent in it. */
  async open({ taskSid, attributes }: Ring): Promise<OpenChat> {
    const chat = {
      interactionSid: attributes.flexInteractionSid,
      channelSid: attributes.flexInteractionChannelSid,
      conversationSid: attributes.conversationSid,
      taskSid,
      attributes,
    }
    return { ...chat, ...(await eventually(`${this.name} is seen in the channel`, () => this.#seenIn(chat))) }
  }

  async say({ conversationSid }: OpenChat, body: string): Promise<void> {
    this.#stage.timeline.tell(this.name, `"${body}"`)
    const { messages } = this.#stage.twilio.conversations.v1.conversations(conversationSid)
    await messages.create({ author: this.#identity, body })
  }

  /** Presses Transfer. */
  transfer(chat: OpenChat, target: TransferTarget, words: InviteWords = {}): Promise<Reply> {
    return this.command('transfer', chat, { ...inviteFields(target, words), fromParticipantSid: chat.participantSid })
  }

  /** Presses Invite. */
  invite(chat: OpenChat, target: TransferTarget, words: InviteWords = {}): Promise<Reply> {
    return this.command('invite', chat, inviteFields(target, words))
  }

  cancelInvite(chat: OpenChat, inviteTaskSid: string): Promise<Reply> {
    return this.command('cancel-invite', chat, { inviteTaskSid })
  }

  /** Takes another agent out of the chat. */
  remove(chat: OpenChat, { participantSid }: OpenChat): Promise<Reply> {
    return this.command('remove', chat, { participantSid })
  }

  leave(chat: OpenChat): Promise<Reply> {
    return this.command('leave', chat, { participantSid: chat.participantSid })
  }

  /** Sends a command as the plugin does, and tells what came of it. */
  async command(name: string, chat: OpenChat, fields: Readonly<Record<string, string>>): Promise<Reply> {
    const startedAtMs = performance.now()
    const response = await this.post(name, chat, { taskSids: chat.taskSids.join(','), ...fields })
    const [, calls, rounds] = /(\d+) calls in (\d+) rounds/.exec(response.headers.get('Server-Timing') ?? '') ?? []
    const reply = {
      status: response.status,
      answer: commandAnswer.parse(await response.json()),
      calls: Number(calls),
      rounds: Number(rounds),
      ms: Math.round(performance.now() - startedAtMs),
    }
    this.#stage.timeline.tell(this.name, `${name}: ${summaryOf(reply)}`)
    return reply
  }

  /** What the plugin does when a chat opens, when somebody joins and when somebody leaves. */
  async look(chat: Chat): Promise<z.infer<typeof lookAnswer>> {
    return lookAnswer.parse(await (await this.post('look', chat, {})).json())
  }

  /** Sends a command as the plugin does; `fields` go over what the plugin would send. */
  post(command: string, chat: Chat, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.postTo(this.#stage.functionsUrl, command, chat, fields)
  }

  /** The same, to Functions that run somewhere else. */
  postTo(url: string, command: string, chat: Chat, fields: Readonly<Record<string, string>>): Promise<Response> {
    const { interactionSid, channelSid, conversationSid, taskSid } = chat
    const form = { Token: this.#token, interactionSid, channelSid, conversationSid, taskSids: taskSid, ...fields }
    return fetch(`${url}/conversation-transfer/${command}`, { method: 'POST', body: new URLSearchParams(form) })
  }

  async #ring(): Promise<Ring | undefined> {
    const { twilio, contactCenter } = this.#stage
    const workspace = twilio.taskrouter.v1.workspaces(contactCenter.workspaceSid)
    const [pending] = await workspace.workers(this.workerSid).reservations.list({ reservationStatus: 'pending' })
    if (pending === undefined) return undefined
    const task = await workspace.tasks(pending.taskSid).fetch()
    return {
      reservationSid: pending.sid,
      taskSid: task.sid,
      attributes: taskAttributes.parse(JSON.parse(task.attributes)),
    }
  }

  /** Twilio's lists show an agent a moment after the join; the plugin knows its own participant from then on. */
  async #seenIn(chat: Chat): Promise<Pick<OpenChat, 'participantSid' | 'taskSids'> | undefined> {
    const seen = await this.look(chat)
    if (seen.result !== 'seen') return undefined
    const participantSid = seen.agents.find(({ workerSid }) => workerSid === this.workerSid)?.participantSid
    return participantSid === undefined ? undefined : { participantSid, taskSids: seen.taskSids }
  }
}

interface Login {
  readonly workerSid: string
  readonly fullName: string
  readonly identity: string
  readonly token: string
}

/** A task that rings at an agent. */
export interface Ring {
  readonly reservationSid: string
  readonly taskSid: string
  readonly attributes: z.infer<typeof taskAttributes>
}

function inviteFields(target: TransferTarget, words: InviteWords): Record<string, string> {
  return { transferId: randomUUID(), targetType: target.type, targetSid: target.sid, ...words }
}

function summaryOf({ status, answer, calls, rounds, ms }: Reply): string {
  const what = answer.result === 'done' ? answer.result : `${answer.result}, ${answer.code}`
  return `${status} ${what} (${calls} calls in ${rounds} rounds, ${ms} ms)`
}

const JSON_CONTENT = { 'Content-Type': 'application/json' }

function json(body: object): { method: string; headers: Record<string, string>; body: string } {
  return { method: 'POST', headers: JSON_CONTENT, body: JSON.stringify(body) }
}

const login = z.object({ token: z.string(), identity: z.string() })

/** The keys that the Flex UI needs of a task of a messaging conversation (observed); all others are kept. */
const taskAttributes = z.looseObject({
  flexInteractionSid: z.string(),
  flexInteractionChannelSid: z.string(),
  flexChannelInviteSid: z.string(),
  conversationSid: z.string(),
})

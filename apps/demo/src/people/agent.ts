import { randomUUID } from 'node:crypto'
import { lookAnswer, transferAnswer, type TransferTarget } from '@conversation-transfer/transfer'
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

export interface TransferReply {
  readonly status: number
  readonly answer: z.infer<typeof transferAnswer>
  readonly calls: number
  readonly rounds: number
  readonly ms: number
}

export interface TransferWords {
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
    const ring = await eventually(`${this.name} is rung`, () => this.#ring())
    this.#stage.timeline.tell(this.name, 'is rung, and accepts')
    const { flexInteractionSid, flexInteractionChannelSid, flexChannelInviteSid, conversationSid } = ring.attributes
    const path = `v1/Interactions/${flexInteractionSid}/Channels/${flexInteractionChannelSid}/Invites/${flexChannelInviteSid}`
    const reservation = { sid: ring.reservationSid }
    const response = await fetch(`${this.#stage.emulator.url}/__twilio/flex-api.twilio.com/${path}`, {
      ...json({ action: 'accept', routing: { type: 'taskrouter', reservation } }),
      headers: { ...JSON_CONTENT, Authorization: `Basic ${btoa(`token:${this.#token}`)}` },
    })
    if (!response.ok) throw new Error(`${this.name} could not accept: ${response.status} ${await response.text()}`)
    const chat = {
      interactionSid: flexInteractionSid,
      channelSid: flexInteractionChannelSid,
      conversationSid,
      taskSid: ring.taskSid,
      attributes: ring.attributes,
    }
    return { ...chat, ...(await eventually(`${this.name} is seen in the channel`, () => this.#seenIn(chat))) }
  }

  async say({ conversationSid }: OpenChat, body: string): Promise<void> {
    this.#stage.timeline.tell(this.name, `"${body}"`)
    const { messages } = this.#stage.twilio.conversations.v1.conversations(conversationSid)
    await messages.create({ author: this.#identity, body })
  }

  /** Presses Transfer. */
  async transfer(chat: OpenChat, target: TransferTarget, words: TransferWords = {}): Promise<TransferReply> {
    const startedAtMs = performance.now()
    const response = await this.post('transfer', chat, {
      transferId: randomUUID(),
      targetType: target.type,
      targetSid: target.sid,
      fromParticipantSid: chat.participantSid,
      taskSids: chat.taskSids.join(','),
      ...words,
    })
    const [, calls, rounds] = /(\d+) calls in (\d+) rounds/.exec(response.headers.get('Server-Timing') ?? '') ?? []
    return {
      status: response.status,
      answer: transferAnswer.parse(await response.json()),
      calls: Number(calls),
      rounds: Number(rounds),
      ms: Math.round(performance.now() - startedAtMs),
    }
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

interface Ring {
  readonly reservationSid: string
  readonly taskSid: string
  readonly attributes: z.infer<typeof taskAttributes>
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

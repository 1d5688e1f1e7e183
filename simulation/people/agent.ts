import { agentsInside, workerSid, type Observation, type WorkerSid } from '@conversation-transfer/transfer'
import { inviteOfTask, participantsOf } from '@conversation-transfer/twilio-emulator'
import type { Chance } from '../chance.ts'
import { runLook } from '../functions.ts'
import type { Stage } from '../stage.ts'
import { truthOf, type Chat } from '../truth.ts'
import { presses } from './plugin.ts'

const ACTS_AFTER_MS_MAX = 14_000
const ANSWERS_AFTER_MS_MAX = 6_000

/** How an agent is. */
interface Manners {
  readonly accepts: number
  readonly declines: number
  /** Accepts through TaskRouter's own API, as some integrations do. */
  readonly acceptsElsewhere: number
}

const PATIENT: Manners = { accepts: 1, declines: 0, acceptsElsewhere: 0 }

/** An agent at a Flex desktop: answers rings, and does what the plugin offers, now and then at the same time as others. */
export class Agent {
  readonly name: string
  readonly workerSid: WorkerSid
  readonly #stage: Stage
  readonly #chance: Chance
  readonly #manners: Manners
  /** Rings that the agent is thinking about, or has let go by. */
  readonly #heard = new Set<string>()

  constructor(stage: Stage, worker: { readonly sid: string; readonly name: string }, does: 'acts' | 'answers') {
    this.#stage = stage
    this.name = worker.name
    this.workerSid = workerSid.parse(worker.sid)
    this.#chance = stage.part()
    const accepts = this.#chance.pick([0.5, 0.8, 0.95])
    this.#manners = does === 'acts' ? { accepts, declines: (1 - accepts) / 2, acceptsElsewhere: 0.05 } : PATIENT
    stage.world.changes.subscribe((change) => {
      if (change.kind === 'reservation.created' && change.reservation.workerSid === this.workerSid) {
        void this.#ring(change.reservation.sid)
      }
    })
    if (does === 'acts') void this.#work()
  }

  /** After the storm everybody is at work again, and answers whatever still rings. */
  async comesBack(): Promise<void> {
    if (this.name !== 'supervisor') await this.#goTo('Available')
    const { reservations } = this.#stage.world.taskrouter
    for (const { sid, workerSid: of, status } of reservations.all()) {
      if (of === this.workerSid && status === 'pending') void this.#ring(sid)
    }
  }

  async #work(): Promise<void> {
    while (this.#stage.isStorm) {
      await this.#stage.time.wait(this.#chance.between(1_000, ACTS_AFTER_MS_MAX))
      if (this.#stage.isStorm) await this.#act()
    }
  }

  async #act(): Promise<void> {
    if (this.#chance.happens(0.04)) return this.#goTo(this.#chance.pick(['Offline', 'Break']))
    if (!this.#isAvailable() && this.#chance.happens(0.5) && this.name !== 'supervisor') await this.#goTo('Available')
    const chat = this.#chance.pickAny(this.#stage.chats.filter((one) => this.#mayAct(one)))
    if (chat === undefined) return
    if (this.#chance.happens(0.02)) return this.#endsChat(chat)
    const actor = { name: this.name, workerSid: this.workerSid, isSupervisor: this.name === 'supervisor' }
    await presses(this.#stage, { actor, chat, chance: this.#chance })
  }

  #isAvailable(): boolean {
    const { workers, activities } = this.#stage.world.taskrouter
    return activities.get(workers.get(this.workerSid)?.activitySid ?? '')?.available === true
  }

  #mayAct(chat: Chat): boolean {
    if (this.name === 'supervisor') return this.#chance.happens(0.3)
    return participantsOf(this.#stage.world, chat.channelSid).some(
      ({ routing }) => routing?.workerSid === this.workerSid,
    )
  }

  async #ring(reservationSid: string): Promise<void> {
    const { time, world, isStorm } = this.#stage
    const manners = isStorm ? this.#manners : PATIENT
    if (isStorm && this.#heard.has(reservationSid)) return
    this.#heard.add(reservationSid)
    await time.wait(this.#chance.between(300, ANSWERS_AFTER_MS_MAX))
    const reservation = world.taskrouter.reservations.get(reservationSid)
    if (reservation?.status !== 'pending') return
    const invite = inviteOfTask(world, reservation.taskSid)
    if (invite === undefined) return
    const roll = this.#chance.fraction()
    if (roll > manners.accepts + manners.declines) return
    const action = roll < manners.accepts ? 'accept' : 'decline'
    if (action === 'accept' && this.#chance.happens(manners.acceptsElsewhere)) {
      return this.#acceptsElsewhere(reservation.taskSid, reservationSid)
    }
    const { interactionSid, channelSid, sid } = invite
    await this.#stage.call(this.name, {
      method: 'post',
      uri: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}/Invites/${sid}`,
      json: true,
      data: { action, routing: { type: 'taskrouter', reservation: { sid: reservationSid } } },
    })
    const chat = this.#stage.chats.find((one) => one.channelSid === channelSid)
    const looks = chat !== undefined && this.#chance.happens(0.5)
    if (looks) await runLook(this.#stage, { name: `${this.name}-look`, chat, chance: this.#chance })
  }

  async #acceptsElsewhere(taskSid: string, sid: string): Promise<void> {
    const data = { ReservationStatus: 'accepted' }
    await this.#taskrouter(`Tasks/${taskSid}/Reservations/${sid}`, data)
  }

  /** Presses End: the channel is closed for everybody. */
  async #endsChat({ interactionSid, channelSid, ...chat }: Chat): Promise<void> {
    const truth: Observation = truthOf(this.#stage.world, { interactionSid, channelSid, ...chat })
    const inside = agentsInside(truth)
    if (!inside.some((agent) => agent.workerSid === this.workerSid)) return
    for (const { participant } of inside) this.#stage.ask(participant.participantSid)
    await this.#stage.call(this.name, {
      method: 'post',
      uri: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}`,
      json: true,
      data: { status: 'closed', routing: { status: 'closed' } },
    })
  }

  async #goTo(activity: string): Promise<void> {
    const sid = this.#stage.contactCenter.activities.find(({ name }) => name === activity)?.sid
    await this.#taskrouter(`Workers/${this.workerSid}`, { ActivitySid: sid })
  }

  async #taskrouter(path: string, data: object): Promise<void> {
    const { workspaceSid } = this.#stage.contactCenter
    const uri = `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/${path}`
    await this.#stage.call(this.name, { method: 'post', uri, data })
  }
}

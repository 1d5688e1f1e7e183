import { Buffer } from 'node:buffer'
import type { Emulator } from '@conversation-transfer/twilio-emulator'
import type { Connections } from '@conversation-transfer/twilio-gateway'
import type { Chance } from './chance.ts'
import type { Story } from './story.ts'
import { drawWeather, type TroubleRates, type Weather } from './trouble.ts'
import type { RunTime } from './run-time.ts'

/** A call as Twilio's SDK hands it over, and its answer. */
export type Call = Parameters<Connections['request']>[0]
export type CallAnswer = Awaited<ReturnType<Connections['request']>>

export interface NetworkOptions {
  readonly emulator: Pick<Emulator, 'fetch'>
  readonly time: RunTime
  readonly story: Story
  readonly chance: Chance
  readonly rates: TroubleRates
}

/** Who calls, and what they want to know of what their calls have changed. */
export interface Sender {
  readonly name: string
  /** False once the process has died: what it has sent goes on, and nothing comes back. */
  readonly isAlive: () => boolean
  readonly onEffect: (call: Call) => void
}

/** Where the emulator is to be found in the addresses that the gateway makes. */
export const EMULATOR_URL = 'http://emulator'

/** The network between our processes and Twilio: it takes time, and it fails as the seed says. */
export class Network {
  readonly #options: NetworkOptions
  #rates: TroubleRates
  /** Calls that were made, and those that something became of. */
  readonly counts = { calls: 0, struck: 0 }

  constructor(options: NetworkOptions) {
    this.#options = options
    this.#rates = options.rates
  }

  setRates(rates: TroubleRates): void {
    this.#rates = rates
  }

  async send(sender: Sender, call: Call): Promise<CallAnswer> {
    const { time, chance, story } = this.#options
    const weather = drawWeather(chance, this.#rates)
    this.counts.calls += 1
    await time.wait(weather.thereMs)
    const answer = await this.#atTwilio(sender, call, weather)
    const told = answer === undefined ? 'no answer' : String(answer.statusCode)
    const { strikes } = weather
    if (strikes.kind !== 'nothing') this.counts.struck += 1
    if (strikes.kind !== 'nothing' || call.method !== 'get') {
      const fate = strikes.kind === 'nothing' ? '' : ` (${strikes.kind}${'when' in strikes ? ` ${strikes.when}` : ''})`
      story.tell(sender.name, `${call.method.toUpperCase()} ${shortPath(call.uri)} ${shortBody(call)}-> ${told}${fate}`)
    }
    if (strikes.kind === 'lost') return never()
    await time.wait(weather.backMs)
    if (!sender.isAlive()) return never()
    if (answer === undefined) throw new ConnectionReset()
    return answer
  }

  /** Undefined where there is no answer. */
  async #atTwilio(sender: Sender, call: Call, { strikes }: Weather): Promise<CallAnswer | undefined> {
    const isBefore = 'when' in strikes && strikes.when === 'before'
    if (!isBefore) {
      const answer = await this.#options.time.during(this.#fetch(call))
      if (answer.statusCode < 300 && call.method !== 'get') sender.onEffect(call)
      if (strikes.kind === 'nothing' || strikes.kind === 'lost') return answer
    }
    return strikes.kind === 'error' ? errorAnswer(strikes.status) : undefined
  }

  async #fetch(call: Call): Promise<CallAnswer> {
    const response = await this.#options.emulator.fetch(requestOf(call))
    const text = await response.text()
    return { statusCode: response.status, body: parsed(text), headers: Object.fromEntries(response.headers) }
  }
}

/** A connection that broke, as a socket tells it. */
class ConnectionReset extends Error {
  override readonly name = 'ConnectionReset'
  readonly code = 'ECONNRESET'
}

function never(): Promise<never> {
  return new Promise(() => undefined)
}

function errorAnswer(status: number): CallAnswer {
  return { statusCode: status, body: { code: 20_000 + status, message: `A fault: ${status}`, status }, headers: {} }
}

/** What the SDK's own client would send. */
function requestOf({ method, uri, username, password, headers = {}, params, data }: Call): Request {
  const query = params === undefined ? '' : `?${form(params).toString()}`
  const authorization = `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}`
  const sent = headers as Readonly<Record<string, string>>
  const isJson = sent['Content-Type']?.startsWith('application/json') === true
  return new Request(`${uri}${query}`, {
    method: method.toUpperCase(),
    headers: { ...sent, Authorization: authorization },
    ...(data === undefined ? {} : { body: isJson ? JSON.stringify(data) : form(data as object) }),
  })
}

function form(fields: object): URLSearchParams {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) parameters.append(name, String(one))
    }
  }
  return parameters
}

/** As the SDK's client does: an object where it is JSON, else the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function shortPath(uri: string): string {
  const { pathname } = new URL(uri)
  const path = pathname.replace(/^\/__twilio\/([a-z-]+)[^/]*\/v\d\//, '$1: ').replace(/Workspaces\/WS\w+\//, '')
  return path.replaceAll(/\b([A-Z]{2})[0-9a-f]{26}([0-9a-f]{6})\b/g, '$1$2')
}

const BODY_CHARACTERS_MAX = 60

function shortBody({ data }: Call): string {
  if (data === undefined) return ''
  const { Attributes: _attributes, Routing: _routing, ...told } = data as Record<string, unknown>
  const text = JSON.stringify(told)
  return text === '{}' ? '' : `${text.slice(0, BODY_CHARACTERS_MAX)} `
}

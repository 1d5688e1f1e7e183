import { deliverOverHttp, type Deliver } from '@conversation-transfer/twilio-emulator'

/** The one address that Twilio knows. Nothing listens there: whoever delivers is told which process it is this time. */
export const PUBLIC_URL = 'https://backends.example.com'

/** Sends each webhook to another process. One that went to a process that has just died is lost: Twilio tells once. */
export class LoadBalancer {
  readonly #addresses = new Set<string>()
  #turn = 0

  add(address: string): void {
    this.#addresses.add(address)
  }

  remove(address: string): void {
    this.#addresses.delete(address)
  }

  readonly deliver: Deliver = (request) => {
    const addresses = [...this.#addresses]
    const address = addresses[this.#turn++ % addresses.length]
    if (address === undefined) return Promise.resolve({ kind: 'connect-failed' })
    return deliverOverHttp({ ...request, url: request.url.replace(PUBLIC_URL, address) })
  }
}

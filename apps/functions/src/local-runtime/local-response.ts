import type { TwilioResponse } from '../twilio-runtime.ts'

/** Stands in for the class `Twilio.Response` of Twilio's runtime. */
export class LocalResponse implements TwilioResponse {
  #status = 200
  #body: object | string | undefined
  readonly #headers = new Headers()

  setStatusCode(status: number): void {
    this.#status = status
  }

  setBody(body: object | string): void {
    this.#body = body
  }

  appendHeader(name: string, value: string): void {
    this.#headers.set(name, value)
  }

  toResponse(): Response {
    const body = typeof this.#body === 'object' ? JSON.stringify(this.#body) : this.#body
    return new Response(body ?? null, { status: this.#status, headers: this.#headers })
  }
}

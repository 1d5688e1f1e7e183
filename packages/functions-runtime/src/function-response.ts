/**
 * Stands in for the class `Twilio.Response` of Twilio's runtime.
 * Documented: https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 */
export class FunctionResponse {
  #status = 200
  #body: object | string | undefined
  readonly #headers = new Headers()

  setStatusCode(status: number): this {
    this.#status = status
    return this
  }

  setBody(body: object | string): this {
    this.#body = body
    return this
  }

  appendHeader(name: string, value: string): this {
    this.#headers.append(name, value)
    return this
  }

  setHeaders(headers: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(headers)) this.#headers.set(name, value)
    return this
  }

  toResponse(): Response {
    const body = typeof this.#body === 'object' ? JSON.stringify(this.#body) : this.#body
    return new Response(body ?? null, { status: this.#status, headers: this.#headers })
  }
}

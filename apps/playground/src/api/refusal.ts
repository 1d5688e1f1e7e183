import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Something that cannot be done as things are, with a sentence for whoever pressed the button. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: ContentfulStatusCode

  constructor(status: ContentfulStatusCode, message: string) {
    super(message)
    this.status = status
  }
}

/** A request to the control API that cannot be carried out; the message says what was wrong and what to do. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: 400 | 404 | 409 | 501

  constructor(status: 400 | 404 | 409 | 501, message: string) {
    super(message)
    this.status = status
  }
}

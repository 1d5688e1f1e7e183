/** Somebody has stopped the probe: no further call is made but those that take away what it has made. */
export class Stopped extends Error {
  override readonly name = 'Stopped'

  constructor() {
    super('The probe was stopped.')
  }
}

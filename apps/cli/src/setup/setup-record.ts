import { TwilioFailure } from '@conversation-transfer/twilio-gateway'
import { z } from 'zod'
import type { Workspace } from '../account/workspace.ts'

/** The Sync document in which a set-up keeps what it has made, so that it can take back that and nothing else. */
const RECORD_DOCUMENT = 'conversation-transfer-setup'

/** By the name of the step: whether it was made, and what was there before, as the step itself writes it. */
export type Made = Readonly<Record<string, unknown>>

export class SetupRecord {
  readonly #client: Workspace['client']

  constructor({ client }: Pick<Workspace, 'client'>) {
    this.#client = client
  }

  async read(): Promise<Made> {
    try {
      const { data } = await this.#documents(RECORD_DOCUMENT).fetch()
      return made.parse(data)
    } catch (error: unknown) {
      if (error instanceof TwilioFailure && error.status === 404) return {}
      throw error
    }
  }

  /** Written before the step is done: what is stopped in between can be taken back all the same. Keeps what was first. */
  async add(name: string, before: unknown): Promise<void> {
    const known = await this.read()
    if (!(name in known)) await this.#write({ ...known, [name]: before })
  }

  async forget(name: string): Promise<void> {
    const { [name]: _gone, ...others } = await this.read()
    if (Object.keys(others).length > 0) return this.#write(others)
    await this.#documents(RECORD_DOCUMENT)
      .remove()
      .catch((error: unknown) => {
        if (!(error instanceof TwilioFailure && error.status === 404)) throw error
      })
  }

  async #write(data: Made): Promise<void> {
    try {
      await this.#documents(RECORD_DOCUMENT).update({ data })
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure) || error.status !== 404) throw error
      await this.#documents.create({ uniqueName: RECORD_DOCUMENT, data })
    }
  }

  get #documents() {
    return this.#client.sync.v1.services('default').documents
  }
}

const made = z.record(z.string(), z.unknown())

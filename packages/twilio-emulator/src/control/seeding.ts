import { ContactCenterDescription, DEFAULT_CONTACT_CENTER } from '../seed/contact-center-description.ts'
import type { ContactCenter } from '../seed/contact-center.ts'
import { seedAccount } from '../seed/seed-account.ts'
import type { FlexPlugin } from '../services/flex/state.ts'
import type { Assumptions } from '../world/assumptions.ts'
import { createRandom } from '../world/random.ts'
import { WorldClock } from '../world/world-clock.ts'
import { createWorld, type World } from '../world/world.ts'
import { setAssumptions } from './assumption-changes.ts'
import { readSnapshot } from './read-snapshot.ts'
import { loadWorld, resumeWorld } from './restore-world.ts'

export interface SeedingOptions {
  readonly world: World
  /** The clock that the world was created with. */
  readonly clock: WorldClock
  readonly seed: number
  /** The switches that the emulator was started with. */
  readonly assumptions: Partial<Assumptions>
  /** Called when the world is about to be made new, for what belongs to the old one outside of it. */
  readonly onReset: () => void
}

/**
 * Fills the world, and makes it new again in place: whoever holds the world, its assumptions or its feed holds the new
 * one. The same seed gives the same sids each time; only time does not go back.
 */
export class Seeding {
  readonly #options: SeedingOptions
  #description = DEFAULT_CONTACT_CENTER
  #contactCenter: ContactCenter

  /** Seeds the world for the first time. */
  constructor(options: SeedingOptions) {
    this.#options = options
    this.#contactCenter = this.#fill()
  }

  contactCenter(): ContactCenter {
    return this.#contactCenter
  }

  /** Back to the account as it was freshly seeded, with the contact center that was described last. */
  reset(): ContactCenter {
    const { world, clock } = this.#options
    // Plugins are software on the desktops, not data of the account.
    const fresh = this.#emptyWorld(clock, world.flex.plugins)
    this.#exchange({ ...fresh, generation: Math.max(world.generation + 1, clock.now()) })
    this.#contactCenter = this.#fill()
    return this.#contactCenter
  }

  /** The account of a snapshot in place of this one. Throws what readSnapshot throws; then nothing has changed. */
  restore(body: unknown): ContactCenter {
    const { world, clock } = this.#options
    const snapshot = readSnapshot(body, clock.now())
    this.#exchange(loadWorld(this.#emptyWorld(clock, world.flex.plugins), snapshot))
    resumeWorld(world, snapshot)
    this.#contactCenter = snapshot.contactCenter
    return this.#contactCenter
  }

  /**
   * Another contact center in place of this one. Throws a ZodError for what is no description, and what TaskRouter
   * throws for one that it refuses; then nothing has changed.
   */
  replace(body: unknown): ContactCenter {
    const description = ContactCenterDescription.parse(body)
    const rehearsalClock = new WorldClock(this.#options.clock)
    try {
      seedAccount(this.#emptyWorld(rehearsalClock), description)
    } finally {
      rehearsalClock.forgetAll()
    }
    this.#description = description
    return this.reset()
  }

  /** `fresh` must not have scheduled anything yet. */
  #exchange(fresh: World): void {
    const { world, clock, onReset } = this.#options
    onReset()
    // What the old world still had in mind would otherwise happen to rows of the new one: their sids are the same.
    clock.forgetAll()
    const { changes, assumptions } = world
    setAssumptions(assumptions, fresh.assumptions)
    Object.assign(world, fresh, { changes, assumptions })
  }

  #fill(): ContactCenter {
    return seedAccount(this.#options.world, this.#description)
  }

  #emptyWorld(clock: WorldClock, plugins: readonly FlexPlugin[] = []): World {
    const { seed, assumptions } = this.#options
    return createWorld({ clock, random: createRandom(seed), assumptions, plugins })
  }
}

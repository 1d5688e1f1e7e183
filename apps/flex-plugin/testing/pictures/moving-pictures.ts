import type { Locator } from 'playwright-core'
import type { TransferDesktop } from '../transfer-desktop.ts'
import { closeNotices } from './close-notices.ts'
import { saveMoving, takeFrame, type Clip, type Frame } from './picture.ts'
import { pointAt, stopPointing } from './pointing.ts'
import type { Scene } from './scene.ts'

const DESKTOP: Clip = { x: 52, y: 0, width: 676, height: 660 }
const SHORT_MS = 1_200
const LONG_MS = 2_400

/** What happens at two desktops at once, step by step. */
class Film {
  readonly #desktops: readonly TransferDesktop[]
  readonly #frames: Frame[] = []

  constructor(...desktops: readonly TransferDesktop[]) {
    this.#desktops = desktops
  }

  async shows(shownForMs = LONG_MS): Promise<void> {
    const pages = this.#desktops.map(({ page }) => page)
    this.#frames.push(await takeFrame(pages, DESKTOP, shownForMs))
  }

  /** What is pressed is pointed at before. */
  async presses(target: Locator): Promise<void> {
    await pointAt(target)
    await this.shows(SHORT_MS)
    await stopPointing(target)
    await target.click()
  }

  save(name: string): Promise<void> {
    return saveMoving(name, this.#frames)
  }
}

export const takeMovingPictures = { cold: takeColdTransfer, company: takeCompany } as const

async function takeColdTransfer(scene: Scene): Promise<void> {
  const { alice, bob, film } = await begin(scene)
  await film.shows()
  await film.presses(alice.transferButton)
  await film.presses(alice.target('Bob'))
  await alice.page.getByLabel('Reason').fill('Billing')
  await alice.page.getByLabel('Note for the next agent').fill('The bill of October has two phones, she has one.')
  await film.shows()
  await film.presses(alice.page.getByTestId('conversation-transfer-transfer'))
  await bob.desktop.rings()
  await alice.page.getByText('No active tasks').waitFor()
  await film.shows()
  await bob.opensRinging()
  await bob.card.waitFor()
  await film.shows()
  await film.presses(bob.page.getByRole('button', { name: 'Accept', exact: false }).first())
  await bob.desktop.sees('My bill is twice as high as last month.')
  await bob.card.waitFor()
  await bob.desktop.says('Hello, I am Bob. I can see both bills.')
  await bob.desktop.sees('Hello, I am Bob. I can see both bills.')
  await film.shows(2 * LONG_MS)
  await film.save('cold-transfer')
}

async function takeCompany(scene: Scene): Promise<void> {
  const { alice, bob, film } = await begin(scene)
  await film.presses(alice.peopleTab)
  await film.presses(alice.page.getByTestId('conversation-transfer-invite-somebody'))
  await film.presses(alice.target('Bob'))
  await film.presses(alice.page.getByTestId('conversation-transfer-invite'))
  await alice.people.getByText(/^Ringing/).waitFor()
  await bob.desktop.rings()
  await film.shows()
  await film.presses(bob.page.getByRole('button', { name: 'Accept', exact: false }).first())
  await bob.peopleTab.click()
  await bob.page.getByRole('button', { name: 'Remove Alice' }).waitFor()
  await alice.page.getByRole('button', { name: 'Remove Bob' }).waitFor()
  await film.shows(2 * LONG_MS)
  await closeNotices(alice)
  await film.presses(alice.endButton)
  await alice.page.getByText('No active tasks').waitFor()
  await bob.page.getByRole('button', { name: 'Remove Alice' }).waitFor({ state: 'detached' })
  await film.shows(2 * LONG_MS)
  await film.save('company')
}

interface Beginning {
  readonly alice: TransferDesktop
  readonly bob: TransferDesktop
  readonly film: Film
}

/** Alice talks with a customer, and Bob is free. */
async function begin(scene: Scene): Promise<Beginning> {
  const alice = await scene.desktop('alice', 'Alice')
  const bob = await scene.desktop('bob', 'Bob')
  await scene.onlyAvailable('alice')
  await scene.customerWrites('My bill is twice as high as last month.')
  await alice.desktop.accept()
  await alice.desktop.sees('My bill is twice as high as last month.')
  await scene.onlyAvailable('alice', 'bob')
  return { alice, bob, film: new Film(alice, bob) }
}

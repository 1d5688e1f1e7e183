import type { TransferDesktop } from '../transfer-desktop.ts'
import { takeStill, type Clip } from './picture.ts'
import { pointAt, stopPointing } from './pointing.ts'
import { closeNotices } from './close-notices.ts'
import type { Scene } from './scene.ts'

/** The list of tasks and the conversation beside it. */
const DESKTOP: Clip = { x: 52, y: 52, width: 676, height: 400 }

/** The conversation alone, down to where something stands. */
function conversation(height: number): Clip {
  return { x: 374, y: 52, width: 354, height }
}

/** Each state that the guide for agents speaks of, in its order. */
export async function takeAgentPictures(scene: Scene): Promise<void> {
  const alice = await scene.desktop('alice', 'Alice')
  const bob = await scene.desktop('bob', 'Bob')
  await scene.onlyAvailable('alice')
  await scene.customerWrites('My bill is twice as high as last month.')
  await alice.desktop.accept()
  await scene.onlyAvailable('alice', 'bob')
  await alice.desktop.says('I will have a look.')
  await alice.desktop.sees('I will have a look.')
  await takeTransfer(alice)
  await takeArrival(bob)
  await takeCompany(scene, alice, bob)
}

async function takeTransfer(alice: TransferDesktop): Promise<void> {
  await pointAt(alice.transferButton)
  await takeStill(alice.page, 'arrow', DESKTOP)
  await stopPointing(alice.transferButton)
  await alice.transferButton.click()
  await alice.target('Bob').waitFor()
  await takeStill(alice.page, 'directory', conversation(700))
  await alice.target('Bob').click()
  await alice.page.getByLabel('Reason').fill('Billing')
  await alice.page.getByLabel('Note for the next agent').fill('The bill of October has two phones, she has one.')
  await takeStill(alice.page, 'note', conversation(430))
  await alice.page.getByTestId('conversation-transfer-transfer').click()
  await alice.page.getByText('No active tasks').waitFor()
}

async function takeArrival(bob: TransferDesktop): Promise<void> {
  await bob.desktop.rings()
  await bob.opensRinging()
  await bob.card.waitFor()
  await takeStill(bob.page, 'rings', { ...DESKTOP, height: 500 })
  await bob.desktop.accept()
  await bob.desktop.sees('I will have a look.')
  await bob.card.waitFor()
  await takeStill(bob.page, 'arrived', { ...DESKTOP, height: 560 })
}

/** From here on Bob has the conversation, and Alice is asked in. */
async function takeCompany(scene: Scene, alice: TransferDesktop, bob: TransferDesktop): Promise<void> {
  await bob.invites('Alice')
  await bob.peopleTab.click()
  await bob.people.getByText(/^Ringing/).waitFor()
  await closeNotices(bob)
  await takeStill(bob.page, 'invited', conversation(370))
  await alice.desktop.accept()
  await bob.page.getByRole('button', { name: 'Remove Alice' }).waitFor()
  await pointAt(bob.endButton)
  await takeStill(bob.page, 'together', conversation(430))
  await stopPointing(bob.endButton)
  await bob.page.getByRole('button', { name: 'Remove Alice' }).click()
  await takeStill(bob.page, 'remove', conversation(290))
  await bob.page.getByRole('button', { name: 'Keep' }).click()
  await scene.onlyAvailable('alice', 'bob', 'carol')
  await bob.invites('Carol')
  await bob.page.getByRole('button', { name: 'Cancel the invite of Carol' }).waitFor()
  await bob.choosesToo('Everyone')
  await bob.page.getByLabel('Reason').waitFor()
  await closeNotices(bob)
  await takeStill(bob.page, 'why-not', conversation(500))
  await bob.page.getByRole('button', { name: 'Close Transfer Directory' }).click()
  await bob.page.getByRole('button', { name: 'Cancel the invite of Carol' }).click()
  await bob.people.getByText('Not joined').waitFor()
  await closeNotices(bob)
  await takeStill(bob.page, 'not-joined', conversation(520))
}

import { takeStill, type Clip } from './picture.ts'
import type { Scene } from './scene.ts'

const TEAMS: Clip = { x: 0, y: 52, width: 1400, height: 500 }

/** A supervisor who looks into the conversation of two agents. */
export async function takeSupervisorPictures(scene: Scene): Promise<void> {
  const supervisor = await scene.desktop('supervisor', 'Supervisor')
  const alice = await scene.desktop('alice', 'Alice')
  const bob = await scene.desktop('bob', 'Bob')
  await scene.onlyAvailable('alice')
  await scene.customerWrites('My bill is twice as high as last month.')
  await alice.desktop.accept()
  await scene.onlyAvailable('alice', 'bob', 'carol')
  await alice.invites('Bob')
  await bob.desktop.accept()
  await bob.endButton.filter({ hasText: 'Leave' }).waitFor()
  const { page } = supervisor
  await page.bringToFront()
  await page.getByRole('link', { name: 'Teams' }).click()
  await page
    .getByRole('row', { name: /User Alice/ })
    .getByText('+1 555-000-1234')
    .click()
  await page.getByRole('button', { name: 'People' }).last().click()
  await supervisor.people.getByText('Bob').waitFor()
  await takeStill(page, 'supervisor-people', TEAMS)
  await page.getByRole('button', { name: 'Transfer', exact: true }).last().click()
  await supervisor.target('Carol').waitFor()
  await takeStill(page, 'supervisor-directory', TEAMS)
  await supervisor.target('Carol').click()
  await page.getByLabel('Who leaves the conversation').waitFor()
  await takeStill(page, 'supervisor-who-leaves', TEAMS)
}

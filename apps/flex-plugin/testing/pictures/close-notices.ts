import type { TransferDesktop } from '../transfer-desktop.ts'

/** They lie over the header. */
export async function closeNotices({ page }: TransferDesktop): Promise<void> {
  const close = page.getByRole('button', { name: 'Close notification' })
  while ((await close.count()) > 0) await close.first().click()
}

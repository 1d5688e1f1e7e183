import type { Locator } from 'playwright-core'

const AROUND_PX = 5
const MARK = 'picture-mark'

/** Draws a ring around what is about to be pressed; `stopPointing` takes it away. */
export async function pointAt(target: Locator): Promise<void> {
  await target.waitFor()
  await target.evaluate(
    (element, { around, mark }) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const ring = document.createElement('div')
      ring.id = mark
      Object.assign(ring.style, {
        position: 'fixed',
        left: `${left - around}px`,
        top: `${top - around}px`,
        width: `${width + 2 * around}px`,
        height: `${height + 2 * around}px`,
        boxSizing: 'border-box',
        border: '3px solid #f97316',
        borderRadius: '8px',
        zIndex: '2147483647',
        pointerEvents: 'none',
      })
      document.body.append(ring)
    },
    { around: AROUND_PX, mark: MARK },
  )
}

export async function stopPointing(target: Locator): Promise<void> {
  await target.page().evaluate((mark) => document.querySelector(`#${mark}`)?.remove(), MARK)
}

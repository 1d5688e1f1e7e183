import React from 'react'

const MOVES_FOR_MS = 150

/**
 * What moves within an element because others come and go moves there in a moment instead of jumping away from under
 * the pointer; the browser does not count it as a shift. To be given the element whose children may move.
 */
export function useSmoothMoves<Element extends HTMLElement>(): React.RefObject<Element> {
  const parent = React.useRef<Element>(null)
  const tops = React.useRef(new WeakMap<globalThis.Element, number>())
  React.useLayoutEffect(() => {
    for (const child of parent.current?.children ?? []) {
      if (!(child instanceof HTMLElement)) continue
      const before = tops.current.get(child)
      const now = child.offsetTop
      tops.current.set(child, now)
      if (before === undefined || before === now) continue
      // It may still be on its way from the last time.
      const start = before - now + new DOMMatrix(getComputedStyle(child).transform).m42
      child.animate([{ transform: `translateY(${start}px)` }, { transform: 'none' }], MOVES_FOR_MS)
    }
  })
  return parent
}

import { useEffect, useState } from 'react'

/** Long enough to read two sentences. */
const LIFETIME_MS = 9000

interface Hold {
  readonly onMouseEnter: () => void
  readonly onMouseLeave: () => void
  readonly onFocus: () => void
  readonly onBlur: () => void
}

/** Calls `onExpire` after a while in which nobody pointed at the element or had the focus in it. */
export function useExpiry(onExpire: () => void): Hold {
  const [isHeld, setIsHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(onExpire, LIFETIME_MS)
    return () => clearTimeout(timer)
  }, [isHeld, onExpire])
  const [hold, release] = [() => setIsHeld(true), () => setIsHeld(false)]
  return { onMouseEnter: hold, onMouseLeave: release, onFocus: hold, onBlur: release }
}

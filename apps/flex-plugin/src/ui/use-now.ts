import React from 'react'
import { usePlugin } from './plugin-context.tsx'

/** The time, again after each `everyMs`, for ages that grow while one looks. */
export function useNow(everyMs: number): number {
  const { clock } = usePlugin()
  const [nowMs, setNowMs] = React.useState(clock.now())
  React.useEffect(() => clock.after(everyMs, () => setNowMs(clock.now())), [clock, everyMs, nowMs])
  return nowMs
}

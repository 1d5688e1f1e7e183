import { useCallback, useState } from 'react'
import { useTell } from './notices.tsx'

export interface Action {
  readonly isBusy: boolean
  /** Does it; whatever goes wrong is told. Answers whether it went well. */
  readonly run: (perform: () => Promise<unknown>, done?: string) => Promise<boolean>
}

/** Something that a button does at the server. */
export function useAction(): Action {
  const tell = useTell()
  const [isBusy, setIsBusy] = useState(false)
  const run = useCallback<Action['run']>(
    async (perform, done) => {
      setIsBusy(true)
      try {
        await perform()
        if (done !== undefined) tell('good', done)
        return true
      } catch (error: unknown) {
        tell('bad', error instanceof Error ? error.message : String(error))
        return false
      } finally {
        setIsBusy(false)
      }
    },
    [tell],
  )
  return { isBusy, run }
}

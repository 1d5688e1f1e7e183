/** Tells what happens as it happens. */
export interface Timeline {
  title(text: string): void
  /** `who` does or says something, or it happens to them. */
  tell(who: string, what: string): void
}

const WHO_WIDTH = 9

export function printedTimeline(write: (line: string) => void): Timeline {
  let startedAtMs = Date.now()
  return {
    title: (text) => {
      startedAtMs = Date.now()
      write(`\n${text}`)
    },
    tell: (who, what) => {
      const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(2).padStart(6)
      write(`${seconds} s  ${who.padEnd(WHO_WIDTH)} ${what}`)
    },
  }
}

export const silentTimeline: Timeline = { title: () => undefined, tell: () => undefined }

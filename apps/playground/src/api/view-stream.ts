import type { News } from '@conversation-transfer/twilio-emulator'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'

/** Ten pictures a second look like a film. */
const SEND_EVERY_MS_MIN = 100

/** Something that is looked at: it is computed again whenever there may be something new. */
export interface Look {
  /** The name of the event. */
  readonly event: string
  readonly compute: () => object
}

/**
 * Server-sent events: each look's view at first, and again when it is another one. A change after a quiet time is sent at
 * once, many in a row at most ten times a second. It ends when the reader goes.
 */
export function streamViews(context: Context, news: News, looks: readonly Look[]): Response {
  return streamSSE(context, async (stream) => {
    const ended = new AbortController()
    const ring = new Ring(news)
    stream.onAbort(() => {
      ended.abort()
      ring.wake()
    })
    const sent = new Map<Look, string>()
    try {
      while (!ended.signal.aborted) {
        ring.reset()
        for (const look of looks) {
          const view = look.compute()
          const content = contentOf(view)
          if (sent.get(look) === content) continue
          sent.set(look, content)
          await stream.writeSSE({ event: look.event, data: JSON.stringify(view) })
        }
        await pause(ended.signal)
        await ring.rung()
      }
    } finally {
      ring.close()
    }
  })
}

/** That time has passed is nothing new. */
function contentOf(view: object): string {
  return JSON.stringify({ ...view, now: undefined })
}

function pause(ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, SEND_EVERY_MS_MIN)
    ended.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}

/** Remembers that there was news while nobody waited. */
class Ring {
  readonly close: () => void
  #isRung = false
  #wake: () => void = () => {}

  constructor(news: News) {
    this.close = news.subscribe(() => this.wake())
  }

  wake(): void {
    this.#isRung = true
    this.#wake()
  }

  reset(): void {
    this.#isRung = false
  }

  async rung(): Promise<void> {
    if (this.#isRung) return
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
  }
}

import { html } from 'hono/html'

/** The page at `/`, and the files that it loads from `/assets/<name>`. */
export interface PlaygroundPage {
  readonly html: ReturnType<typeof html> | string
  readonly assets: ReadonlyMap<string, { readonly contentType: string; readonly body: string | Uint8Array }>
}

/** The one place where the page is plugged in. Until it is built, a list of the desktops stands here. */
export function playgroundPage(workers: readonly string[]): PlaygroundPage {
  return { html: desktopList(workers), assets: new Map() }
}

function desktopList(workers: readonly string[]): ReturnType<typeof html> {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Playground</title>
      </head>
      <body>
        <h1>Desktops</h1>
        <ul>
          ${workers.map((name) => html`<li><a href="/desktop/${name}" target="_blank">${name}</a></li>`)}
        </ul>
      </body>
    </html>`
}

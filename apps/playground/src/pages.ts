import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Hono, type Context } from 'hono'
import { html, raw } from 'hono/html'
import type { FlexUiBundle } from './flex-ui-bundle.ts'
import type { PlaygroundPage } from './playground-page.ts'
import { pluginPath, type PluginFile } from './plugin-file.ts'

/** A browser may keep for good what has its hash in its address. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * The browser itself refuses whatever is not of this origin: that nothing leaves the machine does not depend on the
 * redirection alone. The Flex UI compiles templates and writes styles into the page, so both are allowed.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
].join('; ')

/** Where the Flex UI's own router goes: each must be answered with the desktop when it is loaded again. */
const FLEX_UI_PATHS = ['/agent-desktop', '/agent-desktop/*', '/teams', '/queues-stats', '/admin'] as const

export interface PagesOptions {
  readonly flexUi: FlexUiBundle
  /** The desktop page's own script. */
  readonly pageScript: string
  /** What stands at `/`. */
  readonly page: PlaygroundPage
  readonly plugins: readonly PluginFile[]
  /** Where the backend has its page; undefined while it is being started. */
  readonly backendUrl: () => string | undefined
  /** What is below `/playground`. */
  readonly api: Hono
  /** The Functions, at the paths that they have at Twilio. */
  readonly functions: (request: Request) => Response | Promise<Response>
}

/** Every page of the playground. */
export function createPages({ flexUi, pageScript, page, plugins, api, backendUrl, functions }: PagesOptions): Hono {
  const pageHash = createHash('sha256').update(pageScript).digest('hex').slice(0, 16)
  const flexUiPath = `/scripts/flex-ui-${flexUi.hash}.js`
  const pagePath = `/scripts/desktop-${pageHash}.js`
  const pages = new Hono()
  pages.use(async (context, next) => {
    await next()
    context.header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    context.header('Referrer-Policy', 'no-referrer')
  })
  const desktop = (context: Context): Response | Promise<Response> => context.html(desktopPage(pagePath, flexUiPath))
  pages.get('/', (context) => context.html(page.html))
  for (const [path, { contentType, body }] of page.assets) {
    pages.get(path, (context) => context.body(body, 200, { 'Content-Type': contentType, 'Cache-Control': FOR_EVER }))
  }
  pages.route('/playground', api)
  pages.get('/backend', (context) => {
    const address = backendUrl()
    return address === undefined ? context.text('The backend is being started.', 503) : context.redirect(address)
  })
  pages.all('/conversation-transfer/*', (context) => functions(context.req.raw))
  pages.get('/desktop/:worker', desktop)
  for (const path of FLEX_UI_PATHS) pages.get(path, desktop)
  pages.get(flexUiPath, (context) => script(context, new Uint8Array(flexUi.script)))
  pages.get(pagePath, (context) => script(context, pageScript))
  for (const { name, file } of plugins) {
    // Read each time: whoever works on a plugin wants to see it as it is now.
    pages.get(pluginPath(name), async (context) => script(context, await readFile(file, 'utf8'), 'no-store'))
  }
  pages.get('/favicon.ico', (context) => context.body(null, 204))
  return pages
}

function script(context: Context, body: string | Uint8Array<ArrayBuffer>, caching = FOR_EVER): Response {
  return context.body(body, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': caching })
}

type Page = ReturnType<typeof html>

function desktopPage(pagePath: string, flexUiPath: string): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Flex</title>
        <style>
          ${raw(DESKTOP_STYLE)}
        </style>
      </head>
      <body data-flex-ui="${flexUiPath}">
        <div id="desktop"><p role="status">The Flex UI is being loaded …</p></div>
        <script src="${pagePath}"></script>
      </body>
    </html>`
}

/** Without these the desktop is only as high as what is in it. */
const DESKTOP_STYLE = `
html, body { height: 100%; margin: 0; font-family: system-ui, sans-serif; }
#desktop { height: 100vh; display: flex; flex-direction: column; }
#desktop > div { flex: 1 1 auto; display: flex; flex-direction: column; min-height: 0; }
#desktop > p { margin: auto; }
`

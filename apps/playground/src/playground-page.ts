import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { rolldown, type Plugin } from 'rolldown'

/** The packages of which there must be one copy: beside the page's React 19 the Flex UI's React 17 is installed. */
const SINGLE = ['react', 'react-dom'] as const

/** The playground's page as a server hands it out: the document at `/`, and what it loads. */
export interface PlaygroundPage {
  readonly html: string
  /** By path; each path has the hash of what it names. */
  readonly assets: ReadonlyMap<string, Asset>
}

export interface Asset {
  readonly contentType: string
  readonly body: string
}

/** Bundles the page from its sources as they are. */
export async function buildPlaygroundPage(): Promise<PlaygroundPage> {
  const packageFile = createRequire(import.meta.url).resolve('@conversation-transfer/playground-page/package.json')
  const installed = createRequire(packageFile)
  const sheets = new Map<string, string>()
  const build = await rolldown({
    input: join(dirname(packageFile), 'src/main.tsx'),
    platform: 'browser',
    resolve: {
      alias: Object.fromEntries(SINGLE.map((name) => [name, dirname(installed.resolve(`${name}/package.json`))])),
    },
    transform: { define: { 'process.env.NODE_ENV': '"production"', global: 'window' } },
    plugins: [styleSheets(sheets)],
    experimental: { lazyBarrel: true },
    logLevel: 'silent',
  })
  const { output } = await build.generate({ format: 'iife', minify: true, codeSplitting: false })
  await build.close()
  return page(output[0].code, inOrder(sheets), await readFile(join(dirname(packageFile), 'src/icon.svg'), 'utf8'))
}

/** Keeps the style sheets that scripts import, and leaves nothing of them in the script. */
function styleSheets(sheets: Map<string, string>): Plugin {
  return {
    name: 'style-sheets',
    load: {
      filter: { id: /\.css$/ },
      async handler(id) {
        sheets.set(id, await readFile(id, 'utf8'))
        return { code: '', moduleType: 'js', moduleSideEffects: true }
      },
    },
  }
}

/** Packages' style sheets are in layers, and every rule of ours is about one component: the order decides nothing. */
function inOrder(sheets: ReadonlyMap<string, string>): string {
  return [...sheets]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, text]) => text)
    .join('\n')
}

function page(script: string, style: string, icon: string): PlaygroundPage {
  const [scriptPath, stylePath, iconPath] = [named(script, 'js'), named(style, 'css'), named(icon, 'svg')]
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Playground · Conversation Transfer</title>
    <link rel="icon" type="image/svg+xml" href="${iconPath}" />
    <link rel="stylesheet" href="${stylePath}" />
  </head>
  <body>
    <div id="page"></div>
    <script src="${scriptPath}"></script>
  </body>
</html>
`
  const assets = new Map<string, Asset>([
    [scriptPath, { contentType: 'text/javascript; charset=utf-8', body: script }],
    [stylePath, { contentType: 'text/css; charset=utf-8', body: style }],
    [iconPath, { contentType: 'image/svg+xml', body: icon }],
  ])
  return { html, assets }
}

function named(body: string, ending: string): string {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
  return `/assets/playground-${hash}.${ending}`
}

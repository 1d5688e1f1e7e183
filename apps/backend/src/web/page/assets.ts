import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Hono } from 'hono'

/** Style sheets, the script and the icon: all from this machine, so that the page needs no other. Read once. */
export function assetRoutes(): Hono {
  const routes = new Hono()
  for (const { name, path, type } of ASSETS) {
    const content = readFileSync(path)
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    routes.get(`/${name}`, (c) => {
      const headers = { 'Content-Type': type, 'Cache-Control': 'max-age=300', ETag: etag }
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
      return c.body(new Uint8Array(content), 200, headers)
    })
  }
  return routes
}

const HERE = new URL('./assets/', import.meta.url)

const ASSETS = [
  {
    name: 'pico.css',
    path: createRequire(import.meta.url).resolve('@picocss/pico/css/pico.min.css'),
    type: 'text/css; charset=utf-8',
  },
  { name: 'page.css', path: new URL('page.css', HERE), type: 'text/css; charset=utf-8' },
  { name: 'refresh.js', path: new URL('refresh.js', HERE), type: 'text/javascript; charset=utf-8' },
  { name: 'icon.svg', path: new URL('icon.svg', HERE), type: 'image/svg+xml' },
] as const

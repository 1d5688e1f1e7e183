import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { createPages } from './pages.ts'

const pages = createPages({
  flexUi: { script: Buffer.from('window.Twilio = {}'), version: '2.17.1', hash: 'abc' },
  pageScript: 'start()',
  page: {
    html: '<h1>Playground</h1>',
    assets: new Map([['/assets/page-abc.js', { contentType: 'text/javascript; charset=utf-8', body: 'draw()' }]]),
  },
  plugins: [{ name: 'sample', version: '1.0.0', file: `${import.meta.dirname}/testing/sample-plugin.js` }],
  backendUrl: () => 'http://127.0.0.1:4001',
  api: new Hono().get('/live', (context) => context.text('live')),
  functions: ({ url }) => new Response(`the Function at ${new URL(url).pathname}`),
})

const get = (path: string): Promise<Response> => Promise.resolve(pages.request(path))

describe('the pages', () => {
  test('hold the browser to this origin', async () => {
    const policy = (await get('/desktop/alice')).headers.get('Content-Security-Policy')
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toContain('http')
  })

  test('are the desktop wherever the Flex UI may have gone, so that it can be loaded again', async () => {
    for (const path of ['/desktop/alice', '/agent-desktop', '/agent-desktop/WR1', '/teams', '/queues-stats']) {
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('data-flex-ui="/scripts/flex-ui-abc.js"')
    }
  })

  test('let the browser keep the Flex UI for good, and a plugin not at all', async () => {
    const flexUi = await get('/scripts/flex-ui-abc.js')
    expect(flexUi.headers.get('Cache-Control')).toContain('immutable')
    expect(flexUi.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(await flexUi.text()).toBe('window.Twilio = {}')
    const plugin = await get('/plugins/sample.js')
    expect(plugin.headers.get('Cache-Control')).toBe('no-store')
    expect(await plugin.text()).toContain('SamplePlugin')
  })

  test('begin with the playground, whose files the browser may keep for good', async () => {
    expect(await (await get('/')).text()).toBe('<h1>Playground</h1>')
    const script = await get('/assets/page-abc.js')
    expect(await script.text()).toBe('draw()')
    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('Cache-Control')).toContain('immutable')
  })

  test('stand beside what the page calls, and beside the Functions, on one origin', async () => {
    expect(await (await get('/playground/live')).text()).toBe('live')
    expect(await (await get('/conversation-transfer/leave')).text()).toBe(
      'the Function at /conversation-transfer/leave',
    )
    expect((await get('/assets/page.js')).status).toBe(404)
  })
})

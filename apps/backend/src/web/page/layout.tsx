/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx'

export type Place = 'overview' | 'conversations' | 'repairs' | 'login' | 'none'

export interface LayoutProps {
  readonly title: string
  readonly place: Place
  /** Whether the page shows what changes: a script loads it anew. */
  readonly isLive?: boolean
  readonly hasSession: boolean
}

/** What stands around every page. It works without scripts; with them it keeps itself up to date. */
export function Layout({ title, place, isLive = false, hasSession, children }: PropsWithChildren<LayoutProps>) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title} · Conversation transfer</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/pico.css" />
        <link rel="stylesheet" href="/assets/page.css" />
        {isLive && <script src="/assets/refresh.js" defer></script>}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        {place !== 'login' && <Header place={place} hasSession={hasSession} />}
        <main id="main" class="container" data-live={isLive ? 'true' : undefined} tabindex={-1}>
          {children}
        </main>
        {isLive && (
          <footer class="container">
            <small id="freshness" role="status"></small>
          </footer>
        )}
      </body>
    </html>
  )
}

const LINKS = [
  { place: 'overview', href: '/', text: 'Overview' },
  { place: 'conversations', href: '/conversations', text: 'Conversations' },
  { place: 'repairs', href: '/repairs', text: 'Repairs' },
] as const

function Header({ place, hasSession }: Pick<LayoutProps, 'place' | 'hasSession'>) {
  return (
    <header class="top">
      <div class="container">
        <a class="brand" href="/">
          <img src="/assets/icon.svg" alt="" width="28" height="28" />
          <span>Conversation transfer</span>
        </a>
        <nav aria-label="Pages">
          {LINKS.map((link) => (
            <a href={link.href} aria-current={link.place === place ? 'page' : undefined}>
              {link.text}
            </a>
          ))}
        </nav>
        <form class="find" action="/conversations" role="search" aria-label="Everywhere">
          <input
            type="search"
            name="search"
            placeholder="Find by any sid"
            aria-label="Find a conversation by any sid"
          />
        </form>
        {hasSession && (
          <form method="post" action="/logout">
            <button class="quiet" type="submit">
              Log out
            </button>
          </form>
        )}
      </div>
    </header>
  )
}

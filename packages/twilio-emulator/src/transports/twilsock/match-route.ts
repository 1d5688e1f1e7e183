import type { UpstreamRoute } from './upstream-route.ts'

export interface RouteMatch {
  readonly route: UpstreamRoute
  readonly params: Readonly<Record<string, string>>
}

/** The route of a call. A host is known by its first label: the region in it differs (TS-3). */
export function matchRoute(
  routes: readonly UpstreamRoute[],
  { method, host, path }: { readonly method: string; readonly host: string; readonly path: string },
): RouteMatch | undefined {
  for (const route of routes) {
    if (route.method !== method || label(route.host) !== label(host)) continue
    const params = paramsOf(route.path.split('/'), path.split('/'))
    if (params !== undefined) return { route, params }
  }
  return undefined
}

function label(host: string): string | undefined {
  return host.split('.')[0]
}

function paramsOf(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== path.length) return undefined
  const params: Record<string, string> = {}
  for (const [position, part] of pattern.entries()) {
    const text = path[position] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decoded(text)
    else if (part !== text) return undefined
  }
  return params
}

/** Paths come in encoded; what cannot be decoded stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

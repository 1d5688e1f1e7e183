import { emulatedAddress } from './emulated-address.ts'

/** Methods that send something, and which of their arguments is the address. */
const SENDING = [
  [window, 'fetch', 0],
  [XMLHttpRequest.prototype, 'open', 1],
  [navigator, 'sendBeacon', 0],
] as const

/** Constructors that connect to what their first argument names. */
const CONNECTING = ['WebSocket', 'EventSource', 'Audio'] as const

/** Elements fetch what these properties name. */
const FETCHING = [
  [HTMLScriptElement.prototype, 'src'],
  [HTMLLinkElement.prototype, 'href'],
  [HTMLImageElement.prototype, 'src'],
  [HTMLMediaElement.prototype, 'src'],
] as const

/**
 * Leads whatever this page sends to Twilio to the emulator, which is where the page came from: what is meant for a Twilio
 * host goes to `/__twilio/<host>/...`. To be called before the Flex UI is loaded; the Flex UI itself is not changed, and
 * several of its addresses cannot be set (FU-9).
 */
export function redirectToEmulator(): void {
  for (const [owner, name, position] of SENDING) {
    wrap(owner, name, (_self, args) => args.map((value, index) => (index === position ? emulated(value) : value)))
  }
  wrap(Element.prototype, 'setAttribute', (self, [name, value]) => {
    const fetches = name === 'src' || (name === 'href' && self instanceof HTMLLinkElement)
    return [name, fetches ? emulated(value) : value]
  })
  for (const name of CONNECTING) redirectConstructor(name)
  for (const [prototype, property] of FETCHING) redirectProperty(prototype, property)
}

/** Addresses come as texts, as URLs, and within requests; what is none of them stays as it is. */
function emulated(value: unknown): unknown {
  const { origin } = window.location
  if (typeof value === 'string') return emulatedAddress(value, origin)
  if (value instanceof URL) return emulatedAddress(value.href, origin)
  if (!(value instanceof Request)) return value
  const address = emulatedAddress(value.url, origin)
  return address === value.url ? value : new Request(address, value)
}

/** Lets `change` see and replace the arguments of every call of a method. */
function wrap(owner: object, name: string, change: (self: unknown, args: readonly unknown[]) => unknown[]): void {
  const original: unknown = Reflect.get(owner, name)
  if (typeof original !== 'function') return
  const apply = (target: typeof original, self: unknown, args: unknown[]): unknown => {
    return Reflect.apply(target, self, change(self, args))
  }
  Reflect.set(owner, name, new Proxy(original, { apply }))
}

function redirectConstructor(name: string): void {
  const original: unknown = Reflect.get(window, name)
  if (typeof original !== 'function') return
  const construct = (target: typeof original, [address, ...rest]: unknown[]): object => {
    // `new Audio()` names no address yet.
    const created: unknown = Reflect.construct(target, address === undefined ? [] : [emulated(address), ...rest])
    return Object(created)
  }
  Reflect.set(window, name, new Proxy(original, { construct }))
}

function redirectProperty(prototype: object, property: string): void {
  const original = Object.getOwnPropertyDescriptor(prototype, property)
  if (original === undefined) return
  const set: unknown = Reflect.get(original, 'set')
  if (typeof set !== 'function') return
  Object.defineProperty(prototype, property, {
    ...original,
    set(value: unknown) {
      Reflect.apply(set, this, [emulated(value)])
    },
  })
}

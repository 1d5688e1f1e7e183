import type { Socket } from '../transports/sockets/socket.ts'

/** The two ends of a connection within the process: `socket` is the emulator's, the rest is the client's. */
export class SocketPair {
  readonly #messageListeners: ((message: string | Uint8Array) => void)[] = []
  readonly #closeListeners: (() => void)[] = []
  #receive: (message: Uint8Array) => void = () => {}
  #isClosed = false

  readonly socket: Socket = {
    send: (message) => {
      if (!this.#isClosed && typeof message !== 'string') this.#receive(message)
    },
    close: () => this.#close(),
    cut: () => this.#close(),
    onMessage: (listener) => this.#messageListeners.push(listener),
    onClose: (listener) => this.#closeListeners.push(listener),
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  onReceive(receive: (message: Uint8Array) => void): void {
    this.#receive = receive
  }

  say(message: string | Uint8Array): void {
    for (const listener of this.#messageListeners) listener(message)
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const listener of this.#closeListeners) listener()
  }
}

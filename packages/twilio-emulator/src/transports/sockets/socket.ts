/** A WebSocket as a transport sees it. What is thrown by a listener ends this socket, and no other. */
export interface Socket {
  /** A string goes out as a text message, bytes as a binary one. Does nothing once the socket is closed. */
  send(message: string | Uint8Array): void
  /** Says goodbye, with a WebSocket close code such as 1000. */
  close(code?: number, reason?: string): void
  /** Cuts the connection without a word, as a network does that breaks. */
  cut(): void
  onMessage(listener: (message: string | Uint8Array) => void): void
  /** Called once, whoever ended the socket. */
  onClose(listener: () => void): void
}

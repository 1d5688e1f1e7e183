import { WebSocket, type RawData } from 'ws'
import type { Socket } from './socket.ts'

/** More bytes than this waiting to be sent mean that nobody reads at the other end. */
const WAITING_BYTES_MAX = 16_777_216

/** Makes a Socket of a WebSocket. `onError` hears of what a transport's listeners throw. */
export function openSocket(webSocket: WebSocket, onError: (error: unknown) => void): Socket {
  const guarded = (run: () => void): void => {
    try {
      run()
    } catch (error: unknown) {
      webSocket.terminate()
      onError(error)
    }
  }
  return {
    send: (message) => {
      if (webSocket.readyState !== WebSocket.OPEN) return
      if (webSocket.bufferedAmount > WAITING_BYTES_MAX) webSocket.terminate()
      else webSocket.send(message)
    },
    close: (code, reason) => webSocket.close(code, reason),
    cut: () => webSocket.terminate(),
    onMessage: (listener) => {
      webSocket.on('message', (data, isBinary) => guarded(() => listener(isBinary ? bytesOf(data) : textOf(data))))
    },
    onClose: (listener) => {
      webSocket.once('close', () => guarded(listener))
    },
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}

function textOf(data: RawData): string {
  return Buffer.from(bytesOf(data)).toString('utf8')
}

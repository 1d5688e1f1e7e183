/** The body as text; undefined if it has more bytes than it may: then no more of it is read, and nothing of it is kept. */
export async function readLimited(request: Request, bytesMax: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return undefined
  if (request.body === null) return ''
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks).toString('utf8')
    bytes += value.byteLength
    if (bytes > bytesMax) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
}

/** The head says what ran, the tail how it ended; what a person or a reader of reports needs is in one of them. */
const headLimit = 256 * 1024
const tailLimit = 768 * 1024

export interface Capture {
  add(chunk: Buffer): void
  /** What was kept, and how many bytes are missing between head and tail. */
  end(): { readonly output: string; readonly cutBytes: number }
}

/** Keeps head and tail of a stream in flat memory, whatever its length. */
export function createCapture(): Capture {
  const head: Buffer[] = []
  let headSize = 0
  let tail: Buffer[] = []
  let tailSize = 0
  let cutBytes = 0
  return {
    add(chunk) {
      const forHead = chunk.subarray(0, headLimit - headSize)
      // A copy: a small part would keep the whole chunk of the stream alive.
      if (forHead.length > 0) head.push(Buffer.from(forHead))
      headSize += forHead.length
      const rest = chunk.subarray(forHead.length)
      if (rest.length === 0) return
      tail.push(Buffer.from(rest))
      tailSize += rest.length
      // Joined only when it has doubled, so that the cost per byte stays constant.
      if (tailSize <= 2 * tailLimit) return
      const joined = Buffer.concat(tail)
      cutBytes += joined.length - tailLimit
      tail = [joined.subarray(-tailLimit)]
      tailSize = tailLimit
    },
    end() {
      const joined = Buffer.concat(tail)
      const kept = joined.subarray(-tailLimit)
      const cut = cutBytes + joined.length - kept.length
      if (cut === 0) return { output: Buffer.concat([...head, kept]).toString('utf8'), cutBytes: 0 }
      const [start, end] = [Buffer.concat(head).toString('utf8'), kept.toString('utf8')]
      return { output: `${start}\n[${cut} bytes were cut here]\n${end}`, cutBytes: cut }
    },
  }
}

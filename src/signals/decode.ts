import { isAscii } from 'node:buffer'

export interface Decoder {
  write(bytes: Uint8Array): string
  end(): string
  /** What the first 200 bytes said, or all where there are fewer and `end` was called. */
  isUtf8(): boolean
}

/** What TextDecoder knows and reports are written in beside UTF-8; anything else is read as UTF-8. */
const declarable = new Set(['iso-8859-1', 'iso-8859-15', 'windows-1252', 'us-ascii', 'latin1'])

/**
 * Bytes to text: UTF-8 unless a byte order mark or an XML declaration says otherwise. Bytes that fit no character
 * become U+FFFD: a log with one broken byte is still a log.
 */
export function openDecoder(): Decoder {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let start: Uint8Array = new Uint8Array(0)
  let isUtf8 = false
  /** True where no character is cut in two: then ASCII needs no decoder, which is several times faster. */
  let isPlain = false
  const decodeMore = (bytes: Uint8Array): string => {
    isPlain = isUtf8 && (bytes.at(-1) ?? 0x80) < 0x80
    return decoder?.decode(bytes, { stream: true }) ?? ''
  }
  return {
    isUtf8: () => isUtf8,
    write(bytes) {
      if (decoder !== undefined) return isPlain && isAscii(bytes) ? ascii(bytes) : decodeMore(bytes)
      start = Buffer.concat([start, bytes])
      // An XML declaration ends within 200 bytes where there is one.
      if (start.byteLength < 200) return ''
      const encoding = encodingOf(start)
      decoder = new TextDecoder(encoding)
      isUtf8 = encoding === 'utf-8'
      return decodeMore(start)
    },
    end() {
      if (decoder !== undefined) return decoder.decode()
      const encoding = encodingOf(start)
      isUtf8 = encoding === 'utf-8'
      return new TextDecoder(encoding).decode(start)
    },
  }
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function encodingOf(start: Uint8Array): string {
  const [first, second, third, fourth] = start
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0 && third === 0x3f && fourth === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c && third === 0 && fourth === 0x3f) return 'utf-16be'
  const declaration = Buffer.from(start.subarray(0, 200)).toString('latin1')
  const named = /^\s*<\?xml[^>]{0,150}?encoding=["']([\w-]{1,40})["']/i.exec(declaration)?.[1]?.toLowerCase()
  return named !== undefined && declarable.has(named) ? named : 'utf-8'
}
